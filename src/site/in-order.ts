/** Place of the first for which `reached` holds; they are in order. */
export function firstAt<T>(list: readonly T[], reached: (item: T) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reached(list[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}
