export const title = 'No such page';
export const text =
  'The address may be wrong, or this record may not be published yet. Addresses of published pages never change.';
