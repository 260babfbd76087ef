/** An id from an address or a form: a positive int8, else undefined (which pages answer with 404). */
export const parseId = (text: string | undefined | null): bigint | undefined =>
  text && /^[1-9]\d{0,17}$/.test(text) ? BigInt(text) : undefined;
