/** The form of one value of a leaf. Called with a value and its place, it names the place that has another form. */
export interface Form<T> {
  (value: unknown, at: string): string | undefined;
  readonly of?: T;
}

export interface Optional<T> {
  optional: Form<T>;
}

/** For every key of T a form; keys that may be absent are marked so. A missing or additional key does not compile. */
export type Fields<T> = {
  [K in keyof T]-?: object extends Pick<T, K> ? Optional<Exclude<T[K], undefined>> : Form<T[K]>;
};

export const optional = <T>(form: Form<T>): Optional<T> => ({ optional: form });

/** Exactly these keys, neither more nor fewer. */
export function record<T extends object>(fields: Fields<T>): Form<T> {
  const forms = new Map(Object.entries(fields) as [string, Form<unknown> | Optional<unknown>][]);
  return (value, at) => {
    if (!isObject(value)) return at;
    const unknown = Object.keys(value).find((key) => !forms.has(key));
    if (unknown !== undefined) return place(at, unknown);
    for (const [key, form] of forms) {
      if (!Object.hasOwn(value, key)) {
        if ('optional' in form) continue;
        return place(at, key);
      }
      const wrong = ('optional' in form ? form.optional : form)(value[key], place(at, key));
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  };
}

/** One of several records, told apart by the value of one key. */
export function variants<T extends object>(key: string, forms: Record<string, Form<T>>): Form<T> {
  return (value, at) => {
    const name = isObject(value) ? value[key] : undefined;
    const form = typeof name === 'string' && Object.hasOwn(forms, name) ? forms[name] : undefined;
    return form === undefined ? place(at, key) : form(value, at);
  };
}

/** `least` to `most` values of one form. */
export function list<T>(form: Form<T>, least: number, most: number): Form<T[]> {
  return (value, at) => {
    if (!Array.isArray(value) || value.length < least || value.length > most) return at;
    for (const [index, item] of value.entries()) {
      const wrong = form(item, `${at}[${index}]`);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  };
}

/** A list in which nothing stands twice. */
export function set<T extends string | number>(form: Form<T>, least: number, most: number): Form<T[]> {
  const items = list(form, least, most);
  return (value, at) => items(value, at) ?? (new Set(value as T[]).size === (value as T[]).length ? undefined : at);
}

export const oneOf =
  <T extends string | number>(...values: readonly T[]): Form<T> =>
  (value, at) =>
    values.some((each) => each === value) ? undefined : at;

export const yesOrNo: Form<boolean> = (value, at) => (typeof value === 'boolean' ? undefined : at);

export const whole =
  (least: number, most: number): Form<number> =>
  (value, at) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most ? undefined : at;

export const text =
  (pattern: RegExp): Form<string> =>
  (value, at) =>
    typeof value === 'string' && pattern.test(value) ? undefined : at;

/** Base64url of 32 bytes: the last symbol has two spare bits, which are zero. Checked without decoding: leaves hold many. */
export const digest = text(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/);

/** Base64url of 16 bytes, likewise. */
export const tag = text(/^[A-Za-z0-9_-]{21}[AQgw]$/);

/** Padded base64 of a hash, as in checkpoints. */
export const hash = text(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/);

/** Decimals stay below 10^18, far inside 64 bits, so that sums of any number of them can be kept by others too. */
export const natural = text(/^(0|[1-9][0-9]{0,17})$/);
export const positive = text(/^[1-9][0-9]{0,17}$/);
export const signed = text(/^(0|-?[1-9][0-9]{0,17})$/);
export const signedNotZero = text(/^-?[1-9][0-9]{0,17}$/);

/** A day that the calendar has. */
export const day: Form<string> = (value, at) =>
  typeof value === 'string' && /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value) && isInstant(`${value}T00:00:00Z`)
    ? undefined
    : at;

/** UTC to the second. */
export const instant: Form<string> = (value, at) => (typeof value === 'string' && isInstant(value) ? undefined : at);

function isInstant(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === text.replace(/Z$/, '.000Z');
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const place = (at: string, key: string): string => (at === '' ? key : `${at}.${key}`);
