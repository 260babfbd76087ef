import { Converter } from 'opencc-js/cn2t';

export const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
export const GIVEN = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志梅红鹏飞辉宇浩博欣怡梦瑶思佳子涵雪',
];
export const TRADES = ['科技', '商贸', '实业', '建筑', '医疗器械', '物业管理'];
export const PLACES = ['衡阳', '湘江', '雁峰', '石鼓', '蒸湘', '珠晖'];
/** Signs that one types for the other. */
const SOUNDS: Record<string, string> = {
  伟: '玮',
  芳: '方',
  静: '婧',
  丽: '莉',
  军: '均',
  杰: '洁',
  明: '铭',
  华: '桦',
  志: '智',
  梅: '玫',
  辉: '晖',
};

const traditional = Converter({ from: 'cn', to: 't' });

/** Masked, cut, annotated, in traditional characters or with blanks. */
export function asBanksWrite(name: string, isCompany: boolean, random: () => number): string {
  const dice = random();
  if (isCompany) {
    if (dice < 0.08) return name.replace('有限公司', '有限责任公司');
    if (dice < 0.14) return name.replace('有限公司', '');
    if (dice < 0.18) return name.replace(/.$/, '');
    return dice < 0.22 ? `${name}（对公）` : name;
  }
  if (dice < 0.12) return `*${name.slice(1)}`;
  if (dice < 0.16) return `${name}（个人）`;
  if (dice < 0.2) return traditional(name);
  return dice < 0.23 ? [...name].join(' ') : name;
}

/** With a title, by sound, or without the legal form. */
export function asClerksWrite(name: string, isCompany: boolean, random: () => number): string {
  const dice = random();
  if (isCompany) return dice < 0.06 ? name.replace('有限公司', '') : name;
  if (dice < 0.04) return `${name}女士`;
  if (dice < 0.07) return `${name}　先生`;
  if (dice < 0.11) return name.replace(/./gu, (sign) => SOUNDS[sign] ?? sign);
  return name;
}
