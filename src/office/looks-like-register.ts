import { GIFT_REGISTER } from '#intake/import/sheet.ts';
import { columnOf } from '#sheet/headings.ts';

/** What else a register heads beside its givers; an amount and a day a statement has as well. */
const REGISTERS_ONLY = ['donorKind', 'item', 'entity', 'fund', 'restriction', 'giftNumber', 'category', 'quantity'];

/** Whether one of the rows is headed as a register of gifts is: with its givers and something else no bank writes. */
export const looksLikeRegister = (rows: readonly (readonly string[])[]): boolean =>
  rows.some((row) => {
    const columns = new Set(row.map((heading) => columnOf(GIFT_REGISTER, heading, row).column));
    return columns.has('donor') && [...columns].some((column) => column && REGISTERS_ONLY.includes(column));
  });
