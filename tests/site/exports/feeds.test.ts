import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Exported, exported, LOGS } from './written-exports.ts';
import { elements, malformations } from './xml.ts';

describe.each(LOGS)('feeds of %s', (_, publish) => {
  let of: Exported;
  let feeds: [path: string, xml: string][];
  beforeAll(async () => {
    of = await exported(publish);
    const paths = [
      'data/feeds/all.atom',
      ...Array.from(of.site.survey.register.funds.keys(), (code) => `data/feeds/funds/${code}.atom`),
    ];
    feeds = await Promise.all(paths.map(async (path): Promise<[string, string]> => [path, await of.text(path)]));
  });
  afterAll(() => of.remove());

  test('every feed is well-formed XML, and has once what RFC 4287 asks of a feed', async () => {
    for (const [path, xml] of feeds) {
      expect(await malformations(xml), path).toEqual([]);
      const head = xml.slice(0, xml.indexOf('<entry>'));
      for (const name of ['id', 'title', 'updated', 'author'])
        expect(elements(name, head), `${path} ${name}`).toHaveLength(1);
      const links = elements('link', head).map(({ attributes }) => attributes);
      expect(links.map(({ rel }) => rel)).toEqual(['self', 'alternate']);
      expect(links[0]?.href).toBe(`https://ledger.example.org/${path}`);
    }
  });

  test('every entry has an id of its own, a title, a time and an absolute link; newest first, fifty at most', () => {
    for (const [path, xml] of feeds) {
      const entries = elements('entry', xml).map(({ content }) => content);
      expect(entries.length, path).toBeGreaterThan(0);
      expect(entries.length, path).toBeLessThanOrEqual(50);
      const only = (name: string) => entries.map((entry) => elements(name, entry)[0]?.content ?? '');
      expect(new Set(only('id')).size).toBe(entries.length);
      for (const id of only('id'))
        expect(id).toMatch(/^tag:ledger\.example\.org,\d{4}-\d\d-\d\d:log\/(\d+|notice-\d+)$/);
      for (const title of only('title')) expect(title.trim()).not.toBe('');
      for (const time of only('updated')) expect(new Date(time).toISOString()).toBe(time.replace('Z', '.000Z'));
      expect([...only('updated')].sort().reverse()).toEqual(only('updated'));
      for (const entry of entries) {
        expect(elements('link', entry)[0]?.attributes.href).toMatch(/^https:\/\/ledger\.example\.org\/[a-z]+[/#]/);
      }
    }
  });

  test('an entry that was voided says so in its title and summary, and is as new as its correction', () => {
    const { corrected, notices } = of.site.survey;
    for (const [path, xml] of feeds) {
      for (const { content } of elements('entry', xml)) {
        const leaf = /\/(\d+)$/.exec(elements('id', content)[0]?.content ?? '')?.[1];
        const by = leaf === undefined ? undefined : corrected.get(BigInt(leaf));
        const said = ['title', 'summary'].map((name) => elements(name, content)[0]?.content ?? '');
        for (const text of said) expect(/^已冲销|^已更正/.test(text), `${path} ${leaf}`).toBe(by !== undefined);
        if (by !== undefined) expect(elements('updated', content)[0]?.content).toBe(notices.of(by)?.cutoff);
      }
    }
    const voided = [...corrected.keys()].filter((index) => feeds.some(([, xml]) => xml.includes(`/${index}</id>`)));
    expect(voided.length).toBeGreaterThan(0);
  });

  test('a correction says what it took back, not only its place', async () => {
    const { site } = of;
    for (const [path, xml] of feeds) {
      expect(xml, path).not.toContain('红字冲销册号');
      for (const { content } of elements('entry', xml)) {
        const leaf = /\/(\d+)$/.exec(elements('id', content)[0]?.content ?? '')?.[1];
        if (leaf === undefined || (await site.log.leaf(BigInt(leaf))).kind !== 'correction') continue;
        expect(elements('title', content)[0]?.content, `${path} ${leaf}`).toMatch(/^(冲销|更正) · [^·]+：[^·]+/);
      }
    }
    expect(feeds.some(([, xml]) => / · 捐赠：.* · 冲销 /.test(xml))).toBe(true);
  });

  test('the newest notice stands first in every feed', () => {
    const newest = of.site.survey.notices.latest?.number;
    for (const [, xml] of feeds) expect(elements('id', xml)[1]?.content).toMatch(new RegExp(`/notice-${newest}$`));
  });
});
