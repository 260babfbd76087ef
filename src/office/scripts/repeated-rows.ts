/** Adds and clears rows of a repeated group without a round trip. A cleared row is dropped when the form is read. */
const MOST_ROWS = 50;

for (const group of document.querySelectorAll<HTMLElement>('[data-rows]')) {
  const name = group.dataset.rows ?? '';
  const list = group.querySelector<HTMLElement>('.rows');
  const count = group.querySelector<HTMLInputElement>(`input[name="${name}.count"]`);
  const another = group.querySelector<HTMLButtonElement>('button[data-another]');
  if (!list || !count || !another) continue;

  const renumber = (row: HTMLElement, from: number, to: number) => {
    for (const element of row.querySelectorAll<HTMLElement>('*')) {
      for (const attribute of ['name', 'id', 'for', 'list']) {
        const value = element.getAttribute(attribute);
        if (value === null) continue;
        element.setAttribute(
          attribute,
          value.replace(`${name}.${from}.`, `${name}.${to}.`).replace(`f-${name}-${from}-`, `f-${name}-${to}-`),
        );
      }
      element.removeAttribute('aria-invalid');
      element.removeAttribute('aria-describedby');
    }
    const heading = row.querySelector('[data-row-number]');
    if (heading) heading.textContent = (heading.textContent ?? '').replace(String(from), String(to));
  };
  const clear = (row: HTMLElement) => {
    for (const input of row.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')) {
      if (input instanceof HTMLInputElement && input.type === 'checkbox') input.checked = false;
      else input.value = '';
    }
    for (const select of row.querySelectorAll('select')) select.selectedIndex = 0;
    for (const wrong of row.querySelectorAll('.wrong')) wrong.remove();
  };
  const offerRemoval = (row: HTMLElement) => {
    const remove = row.querySelector<HTMLButtonElement>('button[data-remove]');
    if (!remove) return;
    remove.hidden = false;
    remove.addEventListener('click', () => {
      clear(row);
      row.hidden = true;
      another.focus();
      row.dispatchEvent(new Event('input', { bubbles: true }));
    });
  };

  for (const row of list.children) if (row instanceof HTMLElement) offerRemoval(row);
  another.addEventListener('click', (event) => {
    const last = list.lastElementChild;
    const next = list.children.length + 1;
    if (!(last instanceof HTMLElement) || next > MOST_ROWS) return;
    event.preventDefault();
    const row = last.cloneNode(true) as HTMLElement;
    row.hidden = false;
    renumber(row, next - 1, next);
    clear(row);
    list.append(row);
    offerRemoval(row);
    count.value = String(next);
    row.querySelector<HTMLElement>('select, input')?.focus();
  });
}
