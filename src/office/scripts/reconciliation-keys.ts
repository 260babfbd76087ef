/** Single keys press what carries them on the page; never while somebody types, and only as long as they are wanted. */
const KEPT = 'reconciliation-keys';
const NAMES: Record<string, string> = { ArrowDown: 'j', ArrowUp: 'k' };

/** What was pressed while the server had not answered yet: it is meant for what comes, never for what still stands there. */
const early: string[] = [];
const MOST_EARLY = 40;
type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
const FIELDS = 'input:not([type="checkbox"], [type="radio"]), textarea, select';
const isBusy = (work: HTMLElement | null) => work?.ariaBusy === 'true';

/** Presses, on the page that has come, what was pressed for it. */
export function pressEarlyKeys(work: () => HTMLElement | null): void {
  while (!isBusy(work())) {
    const key = early.shift();
    if (key === undefined) return;
    const focused = document.activeElement as HTMLElement | null;
    if (focused?.matches(FIELDS)) typeInto(focused as Field, key);
    else if (key === 'Enter' && focused?.matches('main a[href], main button')) focused.click();
    else document.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
  }
}

/** What was typed before its form was there goes into the field that the form begins with. */
function typeInto(field: Field, key: string): void {
  const fields = [...(field.form?.querySelectorAll<HTMLElement>(`:is(${FIELDS}):not([type="hidden"]), button`) ?? [])];
  if (key === 'Tab') fields[fields.indexOf(field) + 1]?.focus();
  else if (key === 'Enter') sendFrom(field);
  else if (field instanceof HTMLSelectElement) {
    const last = field.options.length - 1;
    const at = field.selectedIndex;
    const to: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last };
    field.selectedIndex = Math.min(Math.max(to[key] ?? at, 0), last);
  } else if (key.length === 1) {
    field.setRangeText(key, field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

export function listenToKeys(work: () => HTMLElement | null): void {
  const wanted = document.querySelector<HTMLInputElement>('[data-keys-on]');
  const help = document.querySelector<HTMLDialogElement>('.keys-help');
  if (wanted) {
    wanted.checked = localStorage.getItem(KEPT) !== 'off';
    const apply = () => document.body.toggleAttribute('data-keys-off', !wanted.checked);
    wanted.addEventListener('change', () => {
      localStorage.setItem(KEPT, wanted.checked ? 'on' : 'off');
      apply();
    });
    apply();
  }
  document.querySelector('[data-help]')?.addEventListener('click', () => help?.showModal());

  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (wanted?.checked === false || help?.open) return;
    const focused = document.activeElement as HTMLElement | null;
    if (isBusy(work()) && !focused?.matches('input[type="search"], input[type="text"], textarea')) {
      event.preventDefault();
      if (early.length < (event.repeat ? 1 : MOST_EARLY)) early.push(event.key);
      return;
    }
    if (event.key === 'Escape') return leave(event, focused, work());
    const ticks = focused?.matches('input[type="checkbox"], input[type="radio"]') ?? false;
    if (focused?.matches('.mode-form select') && event.key === 'Enter')
      return send(event, focused as HTMLSelectElement);
    if (!ticks && focused?.matches('input, select, textarea, [contenteditable]')) return;
    if (event.key === '?') {
      event.preventDefault();
      return help?.showModal();
    }
    if (ticks && focused && moveAmongTicks(event, focused)) return;
    const name = NAMES[event.key] ?? (event.key.length === 1 ? event.key.toLowerCase() : event.key);
    if (name === 'Enter') return accept(event, focused, work());
    // A link or a button in focus keeps its own keys; letters are nobody's.
    if (event.repeat && name !== 'j' && name !== 'k') return;
    press(event, work(), name);
  });
}

function press(event: KeyboardEvent, work: HTMLElement | null, name: string): boolean {
  const wanted = `[data-shortcut="${CSS.escape(name)}"]:not(:disabled)`;
  const card = document.activeElement?.closest('[data-card]');
  const target = card?.querySelector<HTMLElement>(wanted) ?? work?.querySelector<HTMLElement>(wanted);
  if (!target) return name === 'j' && startTicking(event, work);
  event.preventDefault();
  target.click();
  if (target.matches('summary'))
    target.parentElement?.querySelector<HTMLElement>('input:not([type="hidden"])')?.focus();
  return true;
}

/** Where nothing is in hand, J begins with the first box to tick. */
function startTicking(event: KeyboardEvent, work: HTMLElement | null): boolean {
  const first = work?.querySelector<HTMLElement>('[data-many] input[type="checkbox"]');
  if (!first) return false;
  event.preventDefault();
  first.focus();
  return true;
}

/** Enter accepts, unless the focus is on something that Enter presses itself. */
function accept(event: KeyboardEvent, focused: HTMLElement | null, work: HTMLElement | null): void {
  if (event.repeat) {
    event.preventDefault();
    return;
  }
  if (focused?.matches('a[href], button, summary')) return;
  const confirm = focused?.closest('[data-picker]')?.querySelector<HTMLButtonElement>('[data-confirm]');
  if (confirm) {
    event.preventDefault();
    if (confirm.getAttribute('aria-disabled') !== 'true') confirm.click();
    return;
  }
  const many = focused?.closest('[data-many]');
  if (many && focused instanceof HTMLInputElement && !many.querySelector('input[type="checkbox"]:checked')) {
    focused.checked = true;
  }
  if (press(event, work, 'Enter')) return;
  const fits = work?.querySelector<HTMLButtonElement>('[data-picker] [data-confirm]');
  if (fits && fits.getAttribute('aria-disabled') !== 'true') {
    event.preventDefault();
    fits.click();
  }
}

/** Enter in a list of choices sends the form, as it does in a field. */
function send(event: KeyboardEvent, field: HTMLSelectElement): void {
  event.preventDefault();
  if (!event.repeat) sendFrom(field);
}

/** A choice that asks for more leads there first. */
function sendFrom({ form, value }: Field): void {
  const [choice, name = ''] = form?.dataset.asks?.split(' ') ?? [];
  const asked = form?.elements.namedItem(name);
  if (value === choice && asked instanceof HTMLInputElement && asked.value.trim() === '') asked.focus();
  else form?.requestSubmit(form.querySelector<HTMLButtonElement>('button[type="submit"]'));
}

/** Out of a field first, then out of the form that is open. */
function leave(event: KeyboardEvent, focused: HTMLElement | null, work: HTMLElement | null): void {
  if (focused?.matches('input:not([type="checkbox"], [type="radio"]), select, textarea')) {
    event.preventDefault();
    (work?.querySelector<HTMLElement>('[data-item]') ?? work)?.focus();
    return;
  }
  press(event, work, 'Escape');
}

/** Among boxes to tick, the arrows and J, K go from one to the next. */
function moveAmongTicks(event: KeyboardEvent, focused: HTMLElement): boolean {
  const step = ({ ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 } as Record<string, number>)[event.key];
  const all = [
    ...(focused.closest('form, [data-many]')?.querySelectorAll<HTMLElement>('input[type="checkbox"]') ?? []),
  ];
  const next = step === undefined ? undefined : all[all.indexOf(focused) + step];
  if (step === undefined || focused.matches('[type="radio"]')) return false;
  event.preventDefault();
  next?.focus();
  return true;
}
