import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { traditionalSources } from '#i18n/zh-Hant/generate.ts';
import { traditional } from '#i18n/zh-Hant/traditional.ts';
import { traditionalPage } from '#site/traditional-page.ts';

test.for([
  ['复核人', '複核人'],
  ['红字冲销', '紅字沖銷'],
  ['台账', '台賬'],
  ['汇总', '彙總'],
  ['发放花名册', '發放花名冊'],
  ['捐赠接收单（非票据）', '捐贈接收單（非票據）'],
  ['医用口罩 400 只', '醫用口罩 400 隻'],
  ['只合计件数', '只合計件數'],
  ['公里，里面，皇后，后来', '公里，裡面，皇后，後來'],
  ['才说明', '才說明'],
  ['400 masks', '400 masks'],
] as const)('%s reads %s', ([simplified, wanted]) => {
  expect(traditional(simplified)).toBe(wanted);
});

test('a page is written in traditional characters, but for what names another language', () => {
  const page = '<p title="总览">第 1 期公示</p><a lang="zh-Hans" translate="no" href="/">简体</a><td>只</td>';
  expect(traditionalPage(page)).toBe(
    '<p title="總覽">第 1 期公示</p><a lang="zh-Hans" translate="no" href="/">简体</a><td>隻</td>',
  );
});

test('the words of scripts are those of the simplified source: else run `npm run words`', async () => {
  for (const { path, content } of await traditionalSources()) {
    expect(await readFile(join(import.meta.dirname, '../..', path), 'utf8'), path).toBe(content);
  }
});
