import { readOpening } from './opening.ts';

/**
 * What a receipt code unseals: the number of the gift, the salted opening of the giver's legal name that the leaf
 * commits to, and the payment reference, which only giver and charity know.
 */
export interface PrivateOpening {
  number: string;
  legalNameOpening: string;
  paymentReference?: string;
}

export const formatPrivateOpening = (content: PrivateOpening): string => JSON.stringify({ v: 1, ...content });

/** Undefined for any other text than ours. */
export function readPrivateOpening(text: string): (PrivateOpening & { legalName: string }) | undefined {
  const content = parse(text);
  if (content?.v !== 1) return undefined;
  const { number, legalNameOpening, paymentReference } = content;
  if (typeof number !== 'string' || typeof legalNameOpening !== 'string') return undefined;
  if (paymentReference !== undefined && typeof paymentReference !== 'string') return undefined;
  const opening = readOpening(legalNameOpening);
  if (opening?.field !== 'legalName') return undefined;
  return {
    number,
    legalNameOpening,
    legalName: opening.value,
    ...(paymentReference !== undefined && { paymentReference }),
  };
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const content: unknown = JSON.parse(text);
    return typeof content === 'object' && content !== null ? (content as Record<string, unknown>) : undefined;
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}
