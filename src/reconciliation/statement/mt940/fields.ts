import type { TextLine } from '../text.ts';

/** A field of a SWIFT message: its tag, its first line, and the lines it goes on with. */
export interface Field {
  tag: string;
  place: number;
  lines: string[];
}

/**
 * Tags of MT940 and MT942 (SWIFT Standards MT, category 9), and :NS: of German banks. Anything else between colons at
 * the beginning of a line is text that was wrapped there, such as a time of day.
 */
const TAG = /^:(20|21|25P?|28C?|13D?|34F|60[FM]|61|86|62[FM]|64|65|90[CD]|NS):/;

/** Blocks of the envelope, as in `{1:F01…}{4:` and `-}{5:}`, and the dash that ends a message. */
const ENVELOPE = /^(?:\{[1-5]:|-(?:\}|$))/;
/** Start and end of transmission, which some banks leave around a message. */
const CONTROL = /\p{Cc}/gu;

/** The fields of one or several messages in order. */
export async function* fieldsOf(lines: AsyncIterable<TextLine>): AsyncGenerator<Field> {
  let field: Field | undefined;
  for await (const { place, text: sent } of lines) {
    const text = sent.replace(CONTROL, '');
    const [head, tag] = TAG.exec(text) ?? [];
    if (head !== undefined && tag !== undefined) {
      if (field) yield field;
      field = { tag, place, lines: [text.slice(head.length)] };
    } else if (ENVELOPE.test(text)) {
      if (field) yield field;
      field = undefined;
    } else if (field && field.lines.length < MOST_LINES) field.lines.push(text);
  }
  if (field) yield field;
}

/** The standard has six lines of :86:; banks write some more. What is beyond is no field. */
const MOST_LINES = 200;

/** Whether a text begins as such a message does, whatever stands before its first tag. */
export const holdsFields = (text: string): boolean => /^:(?:20|25|28C?|60[FM]|61|86):/m.test(text);
