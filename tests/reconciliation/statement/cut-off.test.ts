import { expect, test } from 'vitest';
import { CCB, inspected } from './statements.ts';

/** Up to the amount. Where only the balance is missing, the line is read, and storing it asks why it alone has none. */
const WITH_AMOUNT = /^(?:[^,]*,){3}[^,]/;

test('a download that broke off within a line is refused', async () => {
  const whole = CCB.join('\n').trimEnd();
  const begins = whole.lastIndexOf('\n') + 1;
  for (let end = begins + 1; end < whole.length; end++) {
    const cut = whole.slice(begins, end);
    if (cut.trim() === '') continue;
    const found = await inspected(whole.slice(0, end));
    if (!WITH_AMOUNT.test(cut)) expect(found.refusals, cut).not.toEqual([]);
    else
      expect(
        found.reports.reduce((all, { lines }) => all + (lines ?? 0), 0),
        cut,
      ).toBe(CCB.length - 1);
  }
});
