import type { Flow, Leaf, RegisterLeaf } from './leaf.ts';
import { type VerifyCode, VerifyError } from './verify-error.ts';

/** What register leaves have named so far. A leaf may only speak of what an earlier one registered. */
export class Register {
  readonly #entries = new Map<string, RegisterLeaf>();
  readonly #whole: boolean;

  /** `whole: false` when the log is read from a statement on: only accounts are then sure to be known. */
  constructor({ whole }: { whole: boolean }) {
    this.#whole = whole;
  }

  snapshot(): RegisterState {
    return this.#entries;
  }

  restore(state: RegisterState): void {
    for (const [key, leaf] of state) this.#entries.set(key, leaf);
  }

  /** Names may change; what gives figures their meaning may not. Errors: `registeredOtherwise` and unknown codes. */
  add(leaf: RegisterLeaf): void {
    const key = `${leaf.subject} ${leaf.code}`;
    const before = this.#entries.get(key);
    if (before !== undefined && meaning(before) !== meaning(leaf)) {
      throw new VerifyError('registeredOtherwise', { code: leaf.code });
    }
    this.#requireAll(leaf);
    this.#entries.set(key, leaf);
  }

  /** Errors: `unknownEntity`, `unknownFund`, `unknownUnit`, `unknownCode`. */
  requireAllOf(leaf: Leaf): void {
    if (leaf.kind !== 'register') this.#requireAll(leaf);
  }

  /** Errors: `unknownAccount`. */
  flowOf = (account: string): Flow => {
    const entry = this.#entries.get(`account ${account}`);
    if (entry?.subject !== 'account') throw new VerifyError('unknownAccount', { account });
    return entry.flow;
  };

  #requireAll(leaf: Leaf): void {
    switch (leaf.kind) {
      case 'register':
        if ('fund' in leaf) this.#require('fund', leaf.fund, 'unknownFund');
        if ('parent' in leaf) this.#require('organisation', leaf.parent, 'unknownCode');
        if ('family' in leaf) this.#require('itemFamily', leaf.family, 'unknownCode');
        return;
      case 'key':
      case 'audit':
        return;
      case 'statement':
        this.#requireOwner(leaf);
        for (const { unit } of [...leaf.balances, ...leaf.pending]) this.#requireUnit(unit);
        return;
      case 'listing':
        this.#require('organisation', leaf.entity, 'unknownEntity');
        this.#require('fund', leaf.fund, 'unknownFund');
        for (const { unit } of leaf.figures) this.#requireUnit(unit);
        return;
      default:
        this.#requireOwner(leaf);
        for (const { unit } of leaf.postings) this.#requireUnit(unit);
        this.#requireParties(leaf);
    }
  }

  #requireParties(leaf: Leaf): void {
    if (leaf.kind === 'intake') this.#require('appeal', leaf.appeal, 'unknownCode');
    if (leaf.kind === 'appropriation') {
      for (const { receiver } of leaf.items) this.#require('organisation', receiver, 'unknownCode');
    }
    if (leaf.kind === 'disbursement') {
      this.#require('programme', leaf.programme, 'unknownCode');
      for (const code of [leaf.receiver, ...leaf.coHosts]) this.#require('organisation', code, 'unknownCode');
    }
  }

  /** The entity must be one that keeps books of its own. */
  #requireOwner({ entity, fund }: { entity?: string; fund?: string }): void {
    this.#require('organisation', entity, 'unknownEntity');
    const organisation = this.#entries.get(`organisation ${entity}`);
    if (organisation?.subject === 'organisation' && !organisation.keepsBooks) {
      throw new VerifyError('unknownEntity', { code: organisation.code });
    }
    this.#require('fund', fund, 'unknownFund');
  }

  #requireUnit(unit: string): void {
    if (unit.startsWith('item:')) this.#require('item', unit.slice('item:'.length), 'unknownUnit');
  }

  #require(subject: RegisterLeaf['subject'], code: string | undefined, refusal: VerifyCode): void {
    if (code === undefined || !this.#whole || this.#entries.has(`${subject} ${code}`)) return;
    throw new VerifyError(refusal, { code });
  }
}

export type RegisterState = ReadonlyMap<string, RegisterLeaf>;

function meaning(leaf: RegisterLeaf): string {
  if (leaf.subject === 'account') return `${leaf.flow} ${leaf.debit}`;
  if (leaf.subject === 'item') return String(leaf.scale);
  return '';
}
