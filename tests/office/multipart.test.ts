import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormBroken, partsOf, text } from '#office/multipart.ts';

const FILE = Buffer.from('第一行\r\n--not the boundary\r\n\0\x01 the end');

/** What a browser sends: a field, then a file. */
async function formBytes(): Promise<{ bytes: Buffer; type: string }> {
  const form = new FormData();
  form.set('moneyAccount', '12');
  form.set('file', new File([FILE], '七月 "流水".csv'));
  form.set('after', 'x');
  const request = new Request('http://localhost/', { method: 'POST', body: form });
  const type = request.headers.get('content-type') ?? '';
  return { bytes: Buffer.from(await request.arrayBuffer()), type };
}

async function* cut(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let turn = 0; at < bytes.length; turn++) {
    const size = Math.max(1, sizes[turn % sizes.length] ?? 1);
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

describe('a form that is read while it comes', () => {
  test('says the same however the network cuts it', async () => {
    const { bytes, type } = await formBytes();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 8 }), async (sizes) => {
        const found: [string, string | undefined, string][] = [];
        for await (const { name, fileName, content } of partsOf(cut(bytes, sizes), type)) {
          found.push([name, fileName, await text(content, 10_000)]);
        }
        expect(found).toEqual([
          ['moneyAccount', undefined, '12'],
          ['file', '七月 "流水".csv', FILE.toString()],
          ['after', undefined, 'x'],
        ]);
      }),
      { numRuns: 50 },
    );
  });

  test('goes on behind a file of which nobody wants more', async () => {
    const { bytes, type } = await formBytes();
    const names: string[] = [];
    for await (const { name, content } of partsOf(cut(bytes, [7]), type)) {
      names.push(name);
      if (name === 'file') for await (const _ of content) break;
    }
    expect(names).toEqual(['moneyAccount', 'file', 'after']);
  });

  test('that breaks off, or is none, is refused', async () => {
    const { bytes, type } = await formBytes();
    const all = async (given: Buffer, of: string) => {
      for await (const { content } of partsOf(cut(given, [50]), of)) await text(content, 10_000);
    };
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 10), async (length) => {
        await expect(all(bytes.subarray(0, length), type)).rejects.toThrow(FormBroken);
      }),
      { numRuns: 40 },
    );
    await expect(all(bytes, 'multipart/form-data')).rejects.toThrow(FormBroken);
    await expect(all(bytes, 'multipart/form-data; boundary=other')).rejects.toThrow(FormBroken);
  });
});
