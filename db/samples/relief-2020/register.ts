/** Who and what the records of 2020 speak of. Codes are fixed: published figures are looked up by them. */

export const organisations = [
  { code: 'hengyang-charity', name: '衡阳市慈善总会', kind: 'charity', keepsBooks: true },
  { code: 'hengyang-health', name: '衡阳市卫生健康委员会', kind: 'government', keepsBooks: true },
  { code: 'hengyang-redcross', name: '衡阳市红十字会', kind: 'redCross', keepsBooks: true },
  {
    code: 'hengyang-joint',
    name: '衡阳市新冠肺炎联防联控领导小组办公室',
    kind: 'government',
    keepsBooks: true,
  },
  { code: 'hengyang-civil-affairs', name: '衡阳市民政局', kind: 'government', keepsBooks: false },
  { code: 'xiqing-union', name: '西青区总工会', kind: 'union', keepsBooks: true },
  { code: 'xiqing-health-union', name: '区卫健委工会', kind: 'union', keepsBooks: false },
  {
    code: 'xiqing-town-unions',
    name: '各镇街（开发区）总工会和卫健委等相关委局工会',
    kind: 'group',
    keepsBooks: false,
  },
  {
    code: 'xiqing-bureau-unions',
    name: '积极参与村居防控工作的委局工会',
    kind: 'group',
    keepsBooks: false,
  },
  { code: 'xiqing-key-enterprises', name: '疫情防控重点企业', kind: 'group', keepsBooks: false },
] as const;

/** No source names the day a fund began; the first day that any of its records names stands for it. */
export const funds = [
  {
    code: 'hengyang-2020',
    name: '衡阳 2020 年抗击新冠肺炎疫情捐赠',
    beganOn: '2020-02-05',
    purpose: '抗击新冠肺炎疫情，关爱支援湖北医疗队队员及家属。起始日取记录中最早有载的日期。',
  },
  {
    code: 'xiqing-2020',
    name: '西青 2020 年抗击新冠肺炎疫情专项',
    beganOn: '2020-02-11',
    purpose: '抗击新冠肺炎疫情，慰问一线人员及家属。起始日取记录中最早有载的日期。',
  },
] as const;

export const itemFamilies = [{ code: 'mask', name: '口罩', measure: '只' }] as const;

/** No standard: the sources name none, and three descriptions of masks are not one product. */
export const items = [
  { code: 'mask-disposable-medical', name: '一次性医用口罩', measure: '只', scale: 0, family: 'mask' },
  { code: 'mask-medical', name: '医用口罩', measure: '只', scale: 0, family: 'mask' },
  { code: 'protective-suit', name: '医用防护服', measure: '套', scale: 0 },
  { code: 'gloves-disposable', name: '一次性手套', measure: '副', scale: 0 },
] as const;
