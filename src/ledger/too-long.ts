import type { Refusal } from '#ledger/refusal.ts';

/** Texts longer than their field takes, in characters. */
export function tooLong<F extends string>(
  texts: { readonly [field in NoInfer<F>]?: string | undefined },
  longest: Readonly<Record<F, number>>,
  line?: number,
): Refusal[] {
  const place = line !== undefined && { line };
  return (Object.entries(longest) as [F, number][]).flatMap(([field, most]) => {
    const text: string = texts[field] ?? '';
    return [...text].length > most ? [{ kind: 'text_too_long', field, ...place, values: { most: String(most) } }] : [];
  });
}
