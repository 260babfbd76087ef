import { type Outcome, outcomeOf, refuse } from '#office/forms/outcome.ts';
import type { Values } from '#office/forms/values.ts';
import { drain, FormBroken, partsOf, text } from '#office/multipart.ts';
import { parseId } from '#office/parse-id.ts';
import { uploadStatement } from '#reconciliation/statements/acts.ts';

const LONGEST_FIELD = 200;

/**
 * A posted statement, on its way to disk while it comes: the account is named before the file. Whoever may not record was
 * turned away before; a form that breaks off is refused, and nothing of it stays.
 */
export async function receiveStatement(
  request: Request,
  { database, settings, statements, person }: App.Locals,
): Promise<Outcome> {
  const values = new Map<string, string>();
  if (person === undefined || request.body === null) return refuse([{ kind: 'formNotRead' }], values);
  const body = request.body as unknown as AsyncIterable<Uint8Array>;
  let outcome: Outcome | undefined;
  try {
    for await (const { name, fileName, content } of partsOf(body, request.headers.get('content-type') ?? '')) {
      if (fileName === undefined) values.set(name, await text(content, LONGEST_FIELD));
      else if (name === 'file' && fileName !== '' && outcome === undefined) outcome = await keep(fileName, content);
      else await drain(content);
    }
  } catch (cause) {
    if (!(cause instanceof FormBroken)) throw cause;
    return refuse([{ kind: 'formNotRead' }], values);
  }
  return outcome ?? refuse([{ kind: 'statementNoFile', field: 'file' }], values);

  async function keep(fileName: string, content: AsyncIterable<Uint8Array>): Promise<Outcome> {
    const by = person?.id ?? 0n;
    const moneyAccountId = parseId(values.get('moneyAccount')) ?? 0n;
    const uploaded = await uploadStatement(database, settings.dataDir, { moneyAccountId, by, fileName, content });
    if (uploaded.ok) statements.wake();
    return outcomeOf(uploaded, values as Values, ({ fileId }) => `/admin/statements/${fileId}`);
  }
}
