import { pageOfCorrection } from './addresses.ts';

export interface CorrectionPage {
  /** From 1; a page without corrections does not exist, so numbers may be missing. */
  page: number;
  /** Corrections in log order. */
  leaves: readonly bigint[];
}

/** Pages of corrections in log order, from the places of all. */
export const correctionPages = (places: readonly bigint[]): CorrectionPage[] =>
  Array.from(Map.groupBy(places, pageOfCorrection), ([page, leaves]) => ({ page, leaves }));
