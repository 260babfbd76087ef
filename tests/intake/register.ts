import { approveAct } from '#approval/approve-act.ts';
import type { Database } from '#database/connection.ts';
import { proposeRegistration } from '#registry/propose-registration.ts';
import type { RegistrationInput } from '#registry/registration.ts';

const ENTRIES: RegistrationInput[] = [
  { subject: 'organisation', code: 'test-charity', name: '测试慈善总会', kind: 'charity', keepsBooks: true },
  { subject: 'organisation', code: 'test-hospital', name: '测试医院', kind: 'hospital', keepsBooks: false },
  { subject: 'fund', code: 'test-fund', name: '测试专项', beganOn: '2020-01-01' },
  { subject: 'fund', code: 'other-fund', name: '另一专项', beganOn: '2020-01-01' },
  { subject: 'appeal', code: 'test-appeal', name: '测试募捐', fund: 'test-fund' },
  { subject: 'itemFamily', code: 'masks', name: '口罩', measure: '只' },
  { subject: 'item', code: 'mask', name: '医用口罩', measure: '只', scale: 0, family: 'masks' },
  { subject: 'item', code: 'rice', name: '大米', measure: '公斤', scale: 3 },
];

/** A small register for tests: one entity, two funds, masks by the piece and rice by weight. */
export async function register(db: Database, recorder: bigint, reviewer: bigint): Promise<void> {
  for (const entry of ENTRIES) {
    const proposed = await proposeRegistration(db, entry, recorder, `test ${entry.subject} ${entry.code}`);
    if (!proposed.ok) throw new Error(JSON.stringify(proposed.refusals));
    const approved = await approveAct(db, { actId: proposed.value.actId, revision: 1, by: reviewer });
    if (!approved.ok) throw new Error(JSON.stringify(approved.refusals));
  }
}
