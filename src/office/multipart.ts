/** A field of a form that is read while it comes; a file's content is to be read before the next field. */
export interface FormPart {
  name: string;
  /** Only of files. */
  fileName?: string;
  content: AsyncGenerator<Uint8Array>;
}

/** The form is not what a browser sends. */
export class FormBroken extends Error {}

const MOST_HEAD_BYTES = 8_192;
const MOST_PARTS = 20;

/**
 * Reads multipart/form-data (RFC 7578) in the order it comes, without holding a file in memory. Throws `FormBroken` where a
 * boundary is missing or the headers of a part are none.
 */
export async function* partsOf(body: AsyncIterable<Uint8Array>, contentType: string): AsyncGenerator<FormPart> {
  const [, quoted, bare] = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) throw new FormBroken('no boundary');
  const source = new Source(body);
  // The first one has no line end before it.
  await drain(source.until(Buffer.from(`--${boundary}`)));
  const next = Buffer.from(`\r\n--${boundary}`);
  for (let parts = 0; parts < MOST_PARTS; parts++) {
    const mark = await source.take(2);
    if (mark.equals(Buffer.from('--'))) return;
    if (!mark.equals(Buffer.from('\r\n'))) throw new FormBroken('no part after a boundary');
    const head = await text(source.until(Buffer.from('\r\n\r\n')), MOST_HEAD_BYTES);
    let read = false;
    const content = source.until(next, () => {
      read = true;
    });
    yield { ...named(head), content };
    // Whoever has seen enough of a file leaves the rest.
    if (!read) await drain(source.until(next));
  }
  throw new FormBroken('too many parts');
}

function named(head: string): { name: string; fileName?: string } {
  const disposition = head.split('\r\n').find((line) => /^content-disposition:/i.test(line)) ?? '';
  const of = (key: string) => new RegExp(`;\\s*${key}="((?:[^"\\\\]|\\\\.)*)"`, 'i').exec(disposition)?.[1];
  const name = of('name');
  if (name === undefined) throw new FormBroken('a part without a name');
  const fileName = of('filename')
    ?.replaceAll('%22', '"')
    .replaceAll(/%0[AD]/gi, ' ');
  return { name, ...(fileName !== undefined && { fileName }) };
}

/** A part that is text, at most so long. */
export async function text(content: AsyncIterable<Uint8Array>, most: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of content) {
    length += part.length;
    if (length > most) throw new FormBroken('a text is too long');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

export async function drain(content: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of content);
}

/** Bytes that are asked for up to a mark, however the network cut them. */
class Source {
  readonly #parts: AsyncIterator<Uint8Array>;
  #held: Buffer = Buffer.alloc(0);

  constructor(body: AsyncIterable<Uint8Array>) {
    this.#parts = body[Symbol.asyncIterator]();
  }

  async #more(): Promise<void> {
    const { value, done } = await this.#parts.next();
    if (done) throw new FormBroken('the form ends early');
    this.#held = this.#held.length === 0 ? Buffer.from(value) : Buffer.concat([this.#held, value]);
  }

  async take(length: number): Promise<Buffer> {
    while (this.#held.length < length) await this.#more();
    const taken = this.#held.subarray(0, length);
    this.#held = this.#held.subarray(length);
    return taken;
  }

  /** All before the mark, which is taken as well; then `ended`. */
  async *until(mark: Buffer, ended: () => void = () => undefined): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = this.#held.indexOf(mark);
      if (at >= 0) {
        const last = await this.take(at);
        await this.take(mark.length);
        ended();
        if (last.length > 0) yield last;
        return;
      }
      // What may be the beginning of the mark stays.
      const sure = this.#held.length - mark.length + 1;
      if (sure > 0) yield await this.take(sure);
      await this.#more();
    }
  }
}
