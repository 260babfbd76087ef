import { acts } from './acts.ts';
import { adjustments } from './adjustments.ts';
import { appropriations } from './appropriations.ts';
import { batches } from './batches.ts';
import { closes } from './closes.ts';
import { displays } from './displays.ts';
import { donations } from './donations.ts';
import { erasures } from './erasures.ts';
import { forms } from './forms.ts';
import { funding } from './funding.ts';
import { imports } from './imports.ts';
import { issues } from './issues.ts';
import { listings } from './listings.ts';
import { locations } from './locations.ts';
import { matches } from './matches.ts';
import { moneyAccounts } from './money-accounts.ts';
import { publishing } from './publishing.ts';
import { purchases } from './purchases.ts';
import { register } from './register.ts';
import { session } from './session.ts';
import { statements } from './statements.ts';
import { stock } from './stock.ts';
import { stockCounts } from './stock-counts.ts';
import { stockDeliveries } from './stock-deliveries.ts';
import { users } from './users.ts';

export const server = {
  acts,
  adjustments,
  appropriations,
  batches,
  closes,
  displays,
  donations,
  erasures,
  forms,
  funding,
  imports,
  issues,
  listings,
  locations,
  matches,
  moneyAccounts,
  publishing,
  purchases,
  register,
  session,
  stock,
  stockCounts,
  stockDeliveries,
  statements,
  users,
};
