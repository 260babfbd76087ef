/**
 * Invented people for the demonstration; nobody of this name took part in 2020. Two recorders, as what one has counted
 * another counts again. Their passwords are made anew for each
 * demonstration and stand only in its `demo.json`.
 */
export const cast = [
  { role: 'recorder', email: 'recorder@demo.example', displayName: '林小满' },
  { role: 'recorder', email: 'recorder-two@demo.example', displayName: '宋惊蛰' },
  { role: 'reviewer', email: 'reviewer@demo.example', displayName: '周立秋' },
  { role: 'publisher', email: 'publisher@demo.example', displayName: '沈白露' },
  { role: 'auditor', email: 'auditor@demo.example', displayName: '何清明' },
  { role: 'administrator', email: 'admin-one@demo.example', displayName: '吴谷雨' },
  { role: 'administrator', email: 'admin-two@demo.example', displayName: '郑霜降' },
] as const;
