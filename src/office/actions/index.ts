import { acts } from './acts.ts';
import { adjustments } from './adjustments.ts';
import { appropriations } from './appropriations.ts';
import { batches } from './batches.ts';
import { displays } from './displays.ts';
import { donations } from './donations.ts';
import { erasures } from './erasures.ts';
import { forms } from './forms.ts';
import { funding } from './funding.ts';
import { imports } from './imports.ts';
import { issues } from './issues.ts';
import { listings } from './listings.ts';
import { locations } from './locations.ts';
import { publishing } from './publishing.ts';
import { register } from './register.ts';
import { session } from './session.ts';
import { users } from './users.ts';

export const server = {
  acts,
  adjustments,
  appropriations,
  batches,
  displays,
  donations,
  erasures,
  forms,
  funding,
  imports,
  issues,
  listings,
  locations,
  publishing,
  register,
  session,
  users,
};
