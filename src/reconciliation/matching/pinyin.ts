import { pinyin } from 'pinyin-pro';
import type { Sound } from './names.ts';

const heads = new Map<string, string>();
const others = new Map<string, string>();

/**
 * A Chinese name in pinyin without tones, the first sign as a surname (单 shan, 仇 qiu): what an input method takes, and
 * so what a clerk mixes up. Undefined for a single sign and for whatever is not all Han.
 */
export const pinyinSound: Sound = (name) => {
  const signs = [...name];
  if (signs.length < 2 || !/^\p{Script=Han}+$/u.test(name)) return undefined;
  return signs.map((sign, at) => (at === 0 ? heard(heads, sign, 'head') : heard(others, sign, 'off'))).join(' ');
};

function heard(known: Map<string, string>, sign: string, surname: 'head' | 'off'): string {
  let sound = known.get(sign);
  if (sound === undefined) {
    sound = pinyin(sign, { toneType: 'none', surname });
    known.set(sign, sound);
  }
  return sound;
}
