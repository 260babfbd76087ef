/** What a person may be in the office; 经办、复核、公示、审计、管理. */
export const ROLES = ['recorder', 'reviewer', 'publisher', 'auditor', 'administrator'] as const;
export type Role = (typeof ROLES)[number];
