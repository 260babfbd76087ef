import type { RefusalWords } from './words.ts';

const CODE_REMEDY = '请换一个编码，或改用已登记的那一条。';
const CODE_REMEDY_EN = 'Choose another code, or use the entry that is there.';
const codeTaken = {
  'zh-Hans': ['这个编码已有人使用。', CODE_REMEDY],
  en: ['This code is taken.', CODE_REMEDY_EN],
} as const;

/** 登记: organisations, funds, appeals, programmes, items. */
export const registryRefusals: RefusalWords = {
  appeal_days_ordered: {
    'zh-Hans': ['募捐截止日早于开始日。', '请更正两个日期。'],
    en: ['The appeal closes before it opens.', 'Correct the two days.'],
  },
  appeal_pkey: codeTaken,
  entityMissing: {
    'zh-Hans': ['没有选核算主体。', '请选择记账的单位。'],
    en: ['The accounting entity is missing.', 'Choose whose books it belongs to.'],
  },
  entityUnknown: {
    'zh-Hans': ['“{code}”不是已复核的核算主体。', '请从列表中选择；新单位请先登记并经复核。'],
    en: ['“{code}” is no approved accounting entity.', 'Choose one from the list; register a new one first.'],
  },
  fund_pkey: codeTaken,
  fundMissing: {
    'zh-Hans': ['没有选专项资金。', '请选择这笔款物属于哪个专项资金。'],
    en: ['The fund is missing.', 'Choose the fund this belongs to.'],
  },
  fundUnknown: {
    'zh-Hans': ['“{code}”不是已复核的专项资金。', '请从列表中选择；新专项资金请先登记并经复核。'],
    en: ['“{code}” is no approved fund.', 'Choose one from the list; register a new one first.'],
  },
  item_family_pkey: codeTaken,
  item_measure_given: {
    'zh-Hans': ['没有填计量单位，或超过 8 个字。', '请填最小的计数单位，如 只、套、副、千克。'],
    en: ['The measure is missing or longer than 8 characters.', 'Enter the base unit, such as 只.'],
  },
  item_pkey: codeTaken,
  item_scale_known: {
    'zh-Hans': ['小数位数应为 0 至 3。', '计件物资填 0；按重量、体积计的按需要填。'],
    en: ['Decimals are 0 to 3.', 'Counted goods have 0.'],
  },
  itemFamilyOfAnotherMeasure: {
    'zh-Hans': ['品名按“{measure}”计，类别按“{familyMeasure}”计，不能归为一类。', '请统一计量单位，或不归类。'],
    en: ['The item is counted in {measure}, its family in {familyMeasure}.', 'Use one measure, or no family.'],
  },
  itemFamilyUnknown: {
    'zh-Hans': ['“{code}”不是已复核的物资类别。', '请从列表中选择，或先登记并经复核。'],
    en: ['“{code}” is no approved item family.', 'Choose one from the list, or register it first.'],
  },
  itemUnknown: {
    'zh-Hans': ['“{code}”不是已复核的物资品名。', '请从列表中选择；新品名请先登记并经复核。'],
    en: ['“{code}” is no approved item.', 'Choose one from the list; register a new one first.'],
  },
  location_name_given: {
    'zh-Hans': ['没有填存放地点的名称，或太长。', '请填写名称，例如“一号仓库 3 排”，80 个字以内。'],
    en: ['The name of the location is missing or too long.', 'Enter it in at most 80 characters.'],
  },
  location_name_once: {
    'zh-Hans': ['这个核算主体已有同名的存放地点。', '请换一个分得清的名称，或直接使用已有的那个。'],
    en: ['The entity has a location of that name already.', 'Choose another name, or use that location.'],
  },
  locationGone: {
    'zh-Hans': ['没有这个存放地点。', '请刷新页面，从列表中重新选择。'],
    en: ['There is no such location.', 'Reload the page and choose one from the list.'],
  },
  locationNotOfStock: {
    'zh-Hans': ['所选结存不在这个存放地点。', '请改选结存，或把存放地点留空：结存自带存放地点。'],
    en: ['The stock chosen does not lie at this location.', 'Choose other stock, or leave the location empty.'],
  },
  locationUnknown: {
    'zh-Hans': ['这个存放地点不属于所选核算主体。', '请从列表中选择。'],
    en: ['This location does not belong to the entity.', 'Choose one from the list.'],
  },
  lotOfAnotherItem: {
    'zh-Hans': ['这个批号不属于所选物资。', '请从该物资的批号中选择。'],
    en: ['This lot is of another item.', 'Choose one of the item’s lots.'],
  },
  organisation_kind_known: {
    'zh-Hans': ['没有选单位类别。', '请从列表中选择。'],
    en: ['The kind of organisation is missing.', 'Choose one from the list.'],
  },
  organisation_pkey: codeTaken,
  organisationItsOwnParent: {
    'zh-Hans': ['上级单位不能是它自己。', '请改选上级单位，或留空。'],
    en: ['An organisation cannot be its own parent.', 'Choose another, or none.'],
  },
  organisationUnknown: {
    'zh-Hans': ['“{code}”不是已复核的单位。', '请从列表中选择；新单位请先登记并经复核。'],
    en: ['“{code}” is no approved organisation.', 'Choose one from the list; register a new one first.'],
  },
  programme_pkey: codeTaken,
  programmeOfAnotherFund: {
    'zh-Hans': ['这个发放项目不属于所选专项资金。', '请改选项目或专项资金。'],
    en: ['This programme belongs to another fund.', 'Choose another programme or fund.'],
  },
  programmeUnknown: {
    'zh-Hans': ['“{code}”不是已复核的发放项目。', '请从列表中选择；新项目请先登记并经复核。'],
    en: ['“{code}” is no approved programme.', 'Choose one from the list; register a new one first.'],
  },
  registerCodeForm: {
    'zh-Hans': ['编码须以小写字母开头，只用小写字母、数字和连字符，2 至 48 个字符。', '例如 hengyang-charity。'],
    en: [
      'A code begins with a lower-case letter and has 2 to 48 letters, digits or hyphens.',
      'Such as hengyang-charity.',
    ],
  },
  registerCodeTaken: {
    'zh-Hans': ['编码“{code}”已用于 {number}。', CODE_REMEDY],
    en: ['The code “{code}” is used by {number}.', CODE_REMEDY_EN],
  },
  registerNameMissing: {
    'zh-Hans': ['没有填名称。', '请填全称。'],
    en: ['The name is missing.', 'Enter the full name.'],
  },
  registration_subject_known: {
    'zh-Hans': ['没有选登记哪一类。', '请从列表中选择。'],
    en: ['What is to be registered is missing.', 'Choose one from the list.'],
  },
  unit_pkey: codeTaken,
};
