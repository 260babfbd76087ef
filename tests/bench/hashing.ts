import { randomBytes } from 'node:crypto';
import { sha256 } from '@noble/hashes/sha2.js';
import { leafHash, RightEdge } from '#log/merkle.ts';
import { compare, type Row } from './measure.ts';

export async function benchHashing(sizes: number[]): Promise<Row[]> {
  const entry = randomBytes(600);
  const node = randomBytes(65);
  const edge = new RightEdge();
  const rows: Row[] = [];
  const append = () => {
    edge.append(leafHash(entry));
    return edge.root();
  };
  for (const size of sizes) {
    while (edge.size < BigInt(size)) edge.append(leafHash(entry));
    rows.push(await compare(size, { times: 300, run: append }, { times: 1_500, run: () => sha256(node) }));
  }
  return rows;
}
