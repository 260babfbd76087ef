import { expect, test } from 'vitest';
import { englishPage } from '#site/english-page.ts';

const body = (html: string): string => englishPage(`<html lang="en"><body>${html}</body></html>`).slice(22, -14);
const zh = (text: string, element = 'span'): string => `<${element} lang="zh-Hans">${text}</${element}>`;

test.each([
  ['a name', '<a href="/x">衡阳市慈善总会</a>', `<a href="/x">${zh('衡阳市慈善总会')}</a>`],
  [
    'a name within a sentence',
    '<p>booked by 衡阳市慈善总会 · 93 people</p>',
    `<p>booked by ${zh('衡阳市慈善总会')} · 93 people</p>`,
  ],
  [
    'figures and marks between signs',
    '<b>衡阳 2020 年抗击疫情（93 人 × 10,000.00 元）</b>',
    `<b>${zh('衡阳 2020 年抗击疫情（93 人 × 10,000.00 元）')}</b>`,
  ],
  [
    'a label of a drawing',
    '<svg><text x="1">西青区总工会</text></svg>',
    `<svg><text x="1">${zh('西青区总工会', 'tspan')}</text></svg>`,
  ],
  ['English quotation marks', '<p>“based on press reports”, 12 × 3</p>', '<p>“based on press reports”, 12 × 3</p>'],
  ['what says so itself', '<a lang="zh-Hans">简体</a>', '<a lang="zh-Hans">简体</a>'],
  ['an option', '<option value="衡">衡阳</option> 衡阳', `<option value="衡">衡阳</option> ${zh('衡阳')}`],
  ['code to copy', '<textarea>&lt;b title="明账"></textarea>', '<textarea>&lt;b title="明账"></textarea>'],
])('%s', (_, html, marked) => {
  expect(body(html)).toBe(marked);
});

test('a head and its title stay as they are', () => {
  const html = '<html><head><title>Donations · 衡阳市慈善总会</title></head>';
  expect(englishPage(html)).toBe(html);
});
