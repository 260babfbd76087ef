/** Narrows the choice of money accounts to the entity whose books the form names. What belongs to another is unchosen. */
for (const select of document.querySelectorAll<HTMLSelectElement>('select[data-accounts]')) {
  const { form } = select;
  const entity = form?.querySelector<HTMLSelectElement>('select[name="entity"]');
  const options = [...select.options];
  let beginning = select.dataset.accounts === 'new';

  const narrow = () => {
    const chosen = select.value;
    const own = options.filter(
      ({ value, dataset }) => value === '' || !entity?.value || dataset.entity === entity.value,
    );
    select.replaceChildren(...own);
    const only = own.length === 2 && entity?.value ? own[1]?.value : undefined;
    const kept = own.some(({ value }) => value === chosen) ? chosen : '';
    select.value = beginning && only !== undefined ? only : kept;
  };
  narrow();
  entity?.addEventListener('change', narrow);
  // What a person chose, none included, is not chosen over.
  select.addEventListener('change', () => {
    beginning = false;
  });

  if (select.dataset.forTransfer === undefined) continue;
  const reason = form?.querySelector<HTMLSelectElement>('select[name="reason"]');
  const field = select.closest<HTMLElement>('.field');
  const show = () => {
    if (!field) return;
    field.hidden = reason?.value !== 'transfer';
    if (field.hidden) select.value = '';
  };
  show();
  reason?.addEventListener('change', show);
}
