/** Groups under five are never counted out: from the number alone a family could be found. */
export const SMALLEST_GROUP = 5n;
