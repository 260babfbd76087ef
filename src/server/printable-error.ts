/**
 * What may be written down of a fault. PostgreSQL repeats a row's content in `detail`, `where` and `hint`, and the value
 * it could not read in the message: names and phone numbers of people. So only fields of this list are kept, of any
 * error, together with the stack and what caused it.
 */
const KEPT = ['code', 'errno', 'syscall', 'path', 'schema', 'table', 'column', 'constraint', 'dataType', 'routine'];

/** SQLSTATEs of data exceptions, whose messages quote the value. */
const QUOTES_VALUES = /^22/;

export function printableError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error === 'object' ? 'not an error was thrown' : String(error);
  const fields: Record<string, unknown> = { ...error };
  const kept = KEPT.flatMap((name) => (isPlain(fields[name]) ? [`${name} ${String(fields[name])}`] : []));
  const told = withoutValues(error, String(fields.code ?? ''));
  const causes = [
    ...(error.cause === undefined ? [] : [error.cause]),
    ...(error instanceof AggregateError ? error.errors : []),
  ];
  return [
    told,
    ...(kept.length > 0 ? [`  (${kept.join(', ')})`] : []),
    ...causes.map((cause) => `caused by: ${printableError(cause)}`),
  ].join('\n');
}

const isPlain = (value: unknown): boolean => ['string', 'number'].includes(typeof value);

function withoutValues({ name, message, stack = `${name}: ${message}` }: Error, code: string): string {
  if (!QUOTES_VALUES.test(code)) return stack;
  return stack.replace(message, message.replace(/".*"/s, '"…"').replace(/: 0x.*/s, ''));
}
