import type { RefusalWords } from './words.ts';

/** Amounts, quantities, days and texts, wherever they are typed. */
export const amountRefusals: RefusalWords = {
  amountMalformed: {
    'zh-Hans': ['“{stated}”不是金额或数量。', '请填数字，如 1,234.50，不写“万”“约”等字。'],
    en: ['“{stated}” is not an amount.', 'Enter digits, such as 1,234.50.'],
  },
  amountMissing: {
    'zh-Hans': ['没有填金额或数量。', '请填一个大于零的数。'],
    en: ['The amount is missing.', 'Enter a number above zero.'],
  },
  amountNotPositive: {
    'zh-Hans': ['“{stated}”不大于零。', '请填大于零的数；要冲减已入账的，请在原单上办理红字冲销。'],
    en: ['“{stated}” is not above zero.', 'Enter a number above zero; to take back what was booked, reverse that act.'],
  },
  amountTooLarge: {
    'zh-Hans': ['“{stated}”超过单笔上限 {largest}。', '请核对是否多写了零。'],
    en: ['“{stated}” is above the limit of {largest} for one record.', 'Check for a zero too many.'],
  },
  amountTooPrecise: {
    'zh-Hans': ['“{stated}”的小数位多于 {decimals} 位。', '请按 {decimals} 位小数填写，不作四舍五入。'],
    en: ['“{stated}” has more than {decimals} decimals.', 'Enter at most {decimals} decimals; nothing is rounded.'],
  },
  dayBeforeFund: {
    'zh-Hans': ['日期 {day} 早于专项资金设立日 {began}。', '请核对日期，或改选专项资金。'],
    en: ['{day} is before the fund began on {began}.', 'Check the day, or choose another fund.'],
  },
  dayInFuture: {
    'zh-Hans': ['日期 {day} 晚于今天（{latest}）。', '尚未发生的不能入账，请核对日期。'],
    en: ['{day} lies after today ({latest}).', 'What has not happened cannot be recorded; check the day.'],
  },
  dayMalformed: {
    'zh-Hans': ['“{stated}”不是日期。', '请写成 2020-02-05 或 2020年2月5日。'],
    en: ['“{stated}” is not a day.', 'Write it as 2020-02-05.'],
  },
  dayMissing: {
    'zh-Hans': ['没有填日期。', '请填日期；原文没有日期的，请选“原文未载”。'],
    en: ['The day is missing.', 'Enter the day, or choose “not stated”.'],
  },
  dayNotInCalendar: {
    'zh-Hans': ['日历上没有“{stated}”这一天。', '请核对年、月、日。'],
    en: ['There is no day “{stated}” in the calendar.', 'Check year, month and day.'],
  },
  dayWithoutYear: {
    'zh-Hans': [
      '“{stated}”没有写年份。',
      '请写全年、月、日，如 2020-03-05[；整张表同一年的，也可以在下面“{choice}”一格填一次]。',
    ],
    en: [
      '“{stated}” lacks the year.',
      'Write the whole day, as 2020-03-05[, or enter the year once below ({choice})].',
    ],
  },
  daysOutOfOrder: {
    'zh-Hans': ['起始日 {from} 晚于截止日 {to}。', '请对调或更正两个日期。'],
    en: ['The first day {from} is after the last day {to}.', 'Swap or correct the two days.'],
  },
  quantityNotWhole: {
    'zh-Hans': ['“{stated}”不是整数[，“{measure}”要填整数]。', '请核对数量；零头不能四舍五入。'],
    en: ['“{stated}” is no whole number[; {measure} is counted in whole numbers].', 'Check it; nothing is rounded.'],
  },
  text_too_long: {
    'zh-Hans': ['文字超过 {most} 个字。', '请缩短，详情可作为附件上传。'],
    en: ['The text is longer than {most} characters.', 'Shorten it; details can be attached as a paper.'],
  },
  text_unreadable: {
    'zh-Hans': ['文字里有无法保存的字符。', '请重新输入这段文字，不要整段粘贴。'],
    en: ['The text holds characters that cannot be stored.', 'Type it again instead of pasting it.'],
  },
  value_out_of_range: {
    'zh-Hans': ['数值超出可记录的范围。', '请核对是否多写了数字。'],
    en: ['The value is out of range.', 'Check for a digit too many.'],
  },
};
