import { formatFen } from '#ledger/money.ts';

/** Keeps the sums of what is picked beside the amount they must come to, and counts what is ticked for many at once. */
export function followPicks(work: HTMLElement): void {
  for (const form of work.querySelectorAll<HTMLFormElement>('[data-picker]')) {
    const show = () => showSums(form);
    form.addEventListener('change', show);
    show();
  }
  for (const form of work.querySelectorAll<HTMLElement>('[data-many]')) {
    const boxes = [...form.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
    const told = form.querySelector<HTMLElement>('[data-chosen]');
    const count = () => {
      if (told)
        told.textContent = tallyOf(
          boxes.filter(({ checked }) => checked),
          told.dataset,
        );
    };
    for (const button of form.querySelectorAll<HTMLElement>('[data-all]')) {
      const { way } = button.dataset;
      const meant = boxes.filter(({ dataset }) => way === undefined || dataset.way === way);
      button.addEventListener('click', () => {
        const every = meant.every(({ checked }) => checked);
        for (const box of meant) box.checked = !every;
        count();
      });
    }
    form.addEventListener('change', count);
    count();
  }
}

/** How many, and what came in and went out of them: a sum of both would say neither. */
function tallyOf(chosen: readonly HTMLInputElement[], { words, received, paid }: DOMStringMap): string {
  const fen = chosen.map(({ dataset }) => BigInt(dataset.fen ?? 0));
  const sum = (amounts: bigint[]) => amounts.reduce((one, other) => one + other, 0n);
  const [into, out] = [sum(fen.filter((amount) => amount > 0n)), sum(fen.filter((amount) => amount < 0n))];
  const say = (template: string | undefined, text: string) => (template ?? '{}').replace('{}', text);
  return [
    say(words, String(chosen.length)),
    into > 0n && say(received, formatFen(into)),
    out < 0n && say(paid, formatFen(-out)),
  ]
    .filter(Boolean)
    .join('，');
}

function showSums(form: HTMLFormElement): void {
  const sumOf = (name: string) =>
    [...form.querySelectorAll<HTMLInputElement>(`input[name="${name}[]"]`)]
      .filter(({ type, checked }) => type === 'hidden' || checked)
      .reduce((sum, { dataset }) => sum + BigInt(dataset.fen ?? 0), 0n);
  const any = (name: string) =>
    [...form.querySelectorAll<HTMLInputElement>(`input[name="${name}[]"]`)].some(
      ({ type, checked }) => type === 'hidden' || checked,
    );
  const [lines, acts] = [sumOf('lines'), sumOf('acts')];
  for (const name of ['lines', 'acts']) {
    const told = form.querySelector(`[data-sum="${name}"]`);
    if (told) told.textContent = formatFen(name === 'lines' ? lines : acts);
  }
  const verdict = form.querySelector<HTMLElement>('[data-verdict]');
  const confirm = form.querySelector<HTMLButtonElement>('[data-confirm]');
  if (!verdict || !confirm) return;
  const both = any('lines') && any('acts');
  const fits = both && lines === acts;
  const gap = lines - acts;
  const { misses = '{}', exceeds = '{}', fits: fit = '', noActs = '', noLines = '' } = form.dataset;
  const falls = gap > 0n === (lines || acts) > 0n ? misses : exceeds;
  const none = any('acts') ? noLines : noActs;
  verdict.textContent = !both ? none : fits ? fit : falls.replace('{}', formatFen(gap < 0n ? -gap : gap));
  verdict.classList.toggle('fits', fits);
  verdict.classList.toggle('misses', !fits);
  // Told, not taken away: a disabled button could not be reached to hear why.
  confirm.setAttribute('aria-disabled', String(!fits));
}
