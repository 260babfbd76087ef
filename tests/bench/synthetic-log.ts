import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ACCOUNTS } from '#ledger/account.ts';
import { toBase64Url } from '#log/base64.ts';
import { utf8 } from '#log/bytes.ts';
import { signCheckpoint } from '#log/checkpoint.ts';
import { Fold } from '#log/fold.ts';
import type { IntakeLeaf, Leaf } from '#log/leaf.ts';
import { leafHash, RightEdge } from '#log/merkle.ts';
import { logSigner } from '#log/note.ts';
import { makeTexts, type Opening, type TextKind } from '#log/opening.ts';
import { publishedFiles } from '#log/published-files.ts';
import { statementLeaves } from '#log/statement.ts';
import { decodeTile, pathOf, TILE_WIDTH, tileNumber } from '#log/tiles.ts';
import { formatVerifierKey } from '#log/verifier-key.ts';
import { moved } from '../support/sample-leaves.ts';
import { bytesOf } from '../support/sample-log.ts';

type WithoutTexts<L> = L extends { texts: unknown } ? Omit<L, 'texts'> : never;

const ENTITY = 'hengyang-charity';
const FUND = 'hengyang-2020';
const SURNAMES = ['王', '李', '张', '刘', '陈', '杨', '黄', '赵', '吴', '周', '欧阳', '司马'];
const GIVEN = ['伟', '芳', '秀英', '敏', '静', '丽', '强', '磊', '洋', '艳', '勇', '杰', '娟', '涛', '明', '桂兰'];
const COMPANIES = ['湘江', '南岳', '衡州', '雁城', '石鼓', '船山', '蒸湘', '回雁'];
const TRADES = ['医药有限公司', '食品厂', '建设集团', '小学', '商会', '志愿者协会'];

const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;

/** Gifts as a federation would receive them, as many each day, so that a longer log also lasts longer. */
const GIFTS_A_DAY = 500;

/** Gifts of one fund, one in a hundred of them voided later. */
export class SyntheticLog {
  readonly #folder: string;
  readonly #signer = logSigner('bench.example/log', new Uint8Array(32).fill(9));
  readonly #fold = new Fold();
  readonly #edge = new RightEdge();
  /** Entries of the last bundle, and openings of the last chunk, while they are not full. */
  #entries: Uint8Array[] = [];
  #openings: Record<string, string[]> = {};
  #published = 0n;
  /** Every thousandth gift is kept, so that corrections also reach far back. */
  readonly #voidable: { index: bigint; leaf: IntakeLeaf }[] = [];
  #gifts = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The log's beginning: its key, its accounts, who and what there is. */
  async begin(): Promise<void> {
    await this.#publish(async (add) => {
      await add({ v: 1, kind: 'key', action: 'add', role: 'log', verifierKey: formatVerifierKey(this.#signer.key) });
      for (const [code, { flow, debit }] of Object.entries(ACCOUNTS)) {
        await add({ v: 1, kind: 'register', subject: 'account', code, flow, debit }, { name: code });
      }
      const organisation = {
        v: 1,
        kind: 'register',
        subject: 'organisation',
        keepsBooks: true,
        type: 'charity',
      } as const;
      await add({ ...organisation, code: ENTITY }, { name: '衡阳市慈善总会' });
      await add({ v: 1, kind: 'register', subject: 'fund', code: FUND, beganOn: '2020-01-20' }, { name: '关爱行动' });
      const item = { code: 'mask-medical', unit: 'item:mask-medical', scale: 0 };
      await add({ v: 1, kind: 'register', subject: 'item', ...item }, { name: '医用口罩', measure: '只' });
    });
  }

  /** One notice of so many gifts, a batch, and a correction for every hundred gifts. */
  async grow(gifts: number): Promise<void> {
    await this.#publish(async (add) => {
      for (let n = 0; n < gifts; n++) {
        const gift = this.#gift();
        const index = this.#fold.size;
        const leaf = await add(gift, { displayName: this.#donor(), asStated: '网上银行转账' });
        if (n % 100 === 7 || n % 1_000 === 0) this.#voidable.push({ index, leaf: leaf as IntakeLeaf });
        if (n % 100 === 99) await this.#void(add);
      }
      const total = { unit: 'CNY', amount: '5000000', provenance: 'stated' } as const;
      await add(
        {
          v: 1,
          kind: 'disbursement',
          number: `F-${this.#fold.size}`,
          entity: ENTITY,
          fund: FUND,
          stream: 'donation',
          date: { precision: 'day', day: this.#day() },
          confirmedBy: ['delivery'],
          ...moved('510101', '100201', 'CNY', total.amount),
          form: 'batch',
          coHosts: [],
          basis: 'household',
          count: '50',
          totals: [total],
          share: { ...total, amount: '100000' },
        },
        { title: '医疗队家属慰问金', recipients: '医疗队队员家属' },
      );
    });
  }

  /** Files that the next growth writes anew: the checkpoint, and the last chunk of openings. */
  openFiles(): string[] {
    return ['log/checkpoint', openingsPath(this.#fold.size - 1n)];
  }

  #day(): string {
    const day = new Date(Date.UTC(2020, 0, 25) + Math.floor(this.#gifts / GIFTS_A_DAY) * 86_400_000);
    return day.toISOString().slice(0, 10);
  }

  #donor(): string {
    const at = this.#gifts * 7 + (this.#gifts >> 4);
    if (at % 9 === 0) return `${pick(COMPANIES, at)}${pick(TRADES, at >> 3)}`;
    const surname = pick(SURNAMES, at);
    return at % 3 === 0 ? `${surname}**` : `${surname}${pick(GIVEN, at >> 2)}`;
  }

  #gift(): WithoutTexts<IntakeLeaf> {
    this.#gifts += 1;
    const goods = this.#gifts % 8 === 0;
    const unit = goods ? 'item:mask-medical' : 'CNY';
    const amount = String(goods ? 200 + (this.#gifts % 900) : 1_000 + ((this.#gifts * 7_919) % 500_000));
    return {
      v: 1,
      kind: 'intake',
      number: `D-${this.#gifts}`,
      entity: ENTITY,
      fund: FUND,
      stream: 'donation',
      date: { precision: 'day', day: this.#day() },
      confirmedBy: [goods ? 'stock' : 'bank'],
      ...moved(goods ? '1201' : '100201', '410101', unit, amount, 'unrestricted'),
      donorKind: this.#gifts % 9 === 0 ? 'organisation' : 'individual',
      restriction: 'unrestricted',
      path: 'throughEntity',
      lines: [{ unit, quantity: amount, provenance: 'stated', fate: 'held' }],
      valuations: [],
      tag: toBase64Url(randomBytes(16)),
    };
  }

  async #void(add: AddLeaf): Promise<void> {
    const [gift] = this.#voidable.splice((this.#gifts * 31) % this.#voidable.length, 1);
    if (gift === undefined) return;
    const { entity, fund, stream, postings } = gift.leaf;
    const number = `C-${this.#fold.size}`;
    const negative = postings.map((posting) => ({ ...posting, amount: String(-BigInt(posting.amount)) }));
    await add(
      {
        ...{ v: 1, kind: 'correction', number, voids: gift.index.toString(), reason: 'entryMistake' },
        ...{ entity, fund, stream, postings: negative },
      },
      { reason: '重复录入' },
      gift.leaf,
    );
  }

  /** A notice: what `fill` adds and its statements, then the files of the growth, the checkpoint last. */
  async #publish(fill: (add: AddLeaf) => Promise<void>): Promise<void> {
    const old = this.#published;
    const fresh: Uint8Array[] = [...this.#entries];
    const first = old - BigInt(this.#entries.length);
    const add: AddLeaf = async (untold, fields = {}, voided) => {
      const made =
        untold.kind === 'key' || untold.kind === 'statement'
          ? undefined
          : makeTexts(untold.kind as TextKind, fields, randomBytes);
      const leaf = (made === undefined ? untold : { ...untold, texts: made.digests }) as Leaf;
      const bytes = bytesOf(leaf);
      await this.#open(this.#fold.size, made?.openings ?? []);
      this.#fold.add(leaf, voided);
      this.#edge.append(leafHash(bytes));
      fresh.push(bytes);
      return leaf;
    };
    await fill(add);
    const head = {
      notice: this.#fold.notice + 1n,
      // The evening of the last gift's day: later notices fall into later months, as they would.
      cutoff: `${this.#day()}T12:00:00Z`,
      auditHead: toBase64Url(randomBytes(32)),
    };
    for (const statement of statementLeaves(head, this.#fold.positions(), [])) await add(statement);
    await this.#writeOpenings(this.#fold.size - 1n);
    const size = this.#fold.size;
    const files = publishedFiles({
      oldSize: old,
      newSize: size,
      entries: async (from, to) => fresh.slice(Number(from - first), Number(to - first)),
      oldHashes: async (tile) => {
        const path = pathOf(tile);
        return decodeTile(await readFile(join(this.#folder, 'log', path)), tile.width, path);
      },
    });
    for await (const { path, bytes } of files) await write(join(this.#folder, 'log', path), bytes);
    const note = signCheckpoint({ origin: this.#signer.key.name, size, root: this.#edge.root() }, [this.#signer]);
    await write(join(this.#folder, 'log/checkpoint'), utf8(note));
    this.#entries = fresh.slice(fresh.length - Number(size % BigInt(TILE_WIDTH)));
    if (size % BigInt(TILE_WIDTH) === 0n) this.#entries = [];
    this.#published = size;
  }

  async #open(index: bigint, openings: readonly Opening[]): Promise<void> {
    if (index % BigInt(TILE_WIDTH) === 0n && index > 0n) {
      await this.#writeOpenings(index - 1n);
      this.#openings = {};
    }
    if (openings.length > 0) this.#openings[index.toString()] = openings.map(({ opening }) => opening);
  }

  #writeOpenings(index: bigint): Promise<void> {
    return write(join(this.#folder, openingsPath(index)), utf8(JSON.stringify(this.#openings)));
  }
}

const openingsPath = (index: bigint): string => join('openings', `${tileNumber(index >> 8n)}.json`);

type AddLeaf = (leaf: WithoutTexts<Leaf> | Leaf, fields?: Record<string, string>, voided?: Leaf) => Promise<Leaf>;

async function write(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
}
