/** What a dictionary of another language must offer: the same keys and functions as the source, other words. */
export type Dictionary<T> = T extends string
  ? string
  : T extends (...given: infer Given) => infer Said
    ? (...given: Given) => Dictionary<Said>
    : T extends object
      ? { [Key in keyof T]: Dictionary<T[Key]> }
      : T;
