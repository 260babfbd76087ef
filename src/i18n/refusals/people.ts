import type { RefusalWords } from './words.ts';

/** Accounts, passwords, roles and signing in. */
export const peopleRefusals: RefusalWords = {
  accountUnknown: {
    'zh-Hans': ['没有这个账号，或已停用、已恢复。', '请刷新页面查看现状。'],
    en: ['There is no such account, or it stands otherwise by now.', 'Reload the page.'],
  },
  currentPasswordWrong: {
    'zh-Hans': ['现在的密码不对。', '请重新输入；忘记密码请找管理员重设。'],
    en: ['The current password is wrong.', 'Try again, or ask an administrator for a new one.'],
  },
  disableOneself: {
    'zh-Hans': ['不能停用自己的账号。', '请由另一位管理员办理。'],
    en: ['Nobody disables their own account.', 'Ask another administrator.'],
  },
  passwordSame: {
    'zh-Hans': ['新密码与现在的密码相同。', '请换一个密码。'],
    en: ['The new password is the current one.', 'Choose another.'],
  },
  passwordsDiffer: {
    'zh-Hans': ['两次输入的新密码不一样。', '请重新输入。'],
    en: ['The two new passwords differ.', 'Type them again.'],
  },
  resetOfOneself: {
    'zh-Hans': ['不能重设自己的密码。', '请用“更改密码”。'],
    en: ['Nobody resets their own password.', 'Change it instead.'],
  },
  resetOfLastAdministrators: {
    'zh-Hans': [
      '只剩两位管理员时，请在服务器上用命令重设。',
      '命令是 mingzhang user password；或先增加一位管理员，确认后再重设。',
    ],
    en: [
      'With two administrators left, neither resets the other’s password here.',
      'Use “mingzhang user password” on the server, or add a third administrator first.',
    ],
  },
  initialPasswordOver: {
    'zh-Hans': ['初始密码已过 {days} 天，不能再用。', '请找管理员重设密码。'],
    en: ['The initial password is older than {days} days.', 'Ask an administrator for a new one.'],
  },
  administratorsExist: {
    'zh-Hans': ['已经有管理员。', '请由现有的两位管理员授予岗位。'],
    en: ['There are administrators already.', 'They grant and confirm roles in the office.'],
  },
  app_user_display_name_given: {
    'zh-Hans': ['没有填姓名，或太长。', '请填写姓名，60 个字以内。'],
    en: ['The name is missing or too long.', 'Enter a name of at most 60 characters.'],
  },
  app_user_email_unique: {
    'zh-Hans': ['这个邮箱已经有人使用。', '请用另一个邮箱，或为原账号重设密码。'],
    en: ['The e-mail belongs to an account already.', 'Use another, or reset that account’s password.'],
  },
  emailMalformed: {
    'zh-Hans': ['邮箱写法不对。', '请按 name@example.org 的样子填写。'],
    en: ['The e-mail is malformed.', 'Write it as name@example.org.'],
  },
  grantUnknown: {
    'zh-Hans': ['没有这项岗位授予。', '请刷新页面查看现状。'],
    en: ['There is no such grant.', 'Reload the page to see how it stands.'],
  },
  passwordTooCommon: {
    'zh-Hans': ['这个密码太常见，容易被猜中。', '请用几个不相干的词，或一句别人想不到的话。'],
    en: ['The password is too common.', 'Use several unrelated words, or a sentence nobody would guess.'],
  },
  passwordTooLong: {
    'zh-Hans': ['密码有 {length} 个字符，太长。', '请用 {longest} 个字符以内。'],
    en: ['The password has {length} characters.', 'Use at most {longest}.'],
  },
  passwordTooShort: {
    'zh-Hans': ['密码只有 {length} 个字符。', '请用至少 {shortest} 个字符。'],
    en: ['The password has only {length} characters.', 'Use at least {shortest}.'],
  },
  personUnknown: {
    'zh-Hans': ['没有邮箱为“{email}”的账号。', '请核对邮箱。'],
    en: ['There is no account with the e-mail "{email}".', 'Check the e-mail.'],
  },
  role_grant_by_administrator: {
    'zh-Hans': ['只有管理员才能授予、确认和收回岗位。', '请由管理员办理。'],
    en: ['Only an administrator grants, confirms and revokes roles.', 'Ask an administrator.'],
  },
  role_grant_compatible: {
    'zh-Hans': ['不相容岗位：经办与公示不得一人兼任，管理员和审计不得兼任其他。', '请先收回原岗位，或授予另一人。'],
    en: ['These roles do not meet in one person.', 'Revoke the other role first, or grant it to someone else.'],
  },
  role_grant_confirmed_by_another: {
    'zh-Hans': ['授予和确认须由两位管理员分别办理。', '请由另一位管理员确认。'],
    en: ['Whoever granted a role does not confirm it.', 'Ask the other administrator.'],
  },
  role_grant_confirmed_after_own_password: {
    'zh-Hans': ['本人还没有改掉初始密码，不能确认。', '请等本人改好密码，问过本人后再确认。'],
    en: ['The person still has the initial password.', 'Confirm once they have set their own, and ask them first.'],
  },
  role_grant_not_confirmed_by_giver_of_password: {
    'zh-Hans': [
      '初始密码是您给的，此人的角色须由另一位管理员确认。',
      '如果是另一位管理员提出的，请收回后由您提出、由对方确认。',
    ],
    en: [
      'You gave out this person’s initial password, so another administrator confirms their roles.',
      'If the other one proposed it, revoke it, propose it yourself, and let them confirm.',
    ],
  },
  role_grant_final: {
    'zh-Hans': ['这项岗位授予已经确认或收回。', '请刷新页面查看现状。'],
    en: ['The grant was confirmed or revoked already.', 'Reload the page to see how it stands.'],
  },
  role_grant_not_confirmed_by_oneself: {
    'zh-Hans': ['不能确认自己的岗位。', '请由另一位管理员确认。'],
    en: ['Nobody confirms their own role.', 'Ask another administrator.'],
  },
  role_grant_not_to_oneself: {
    'zh-Hans': ['不能给自己授予岗位。', '请由另一位管理员授予。'],
    en: ['Nobody grants a role to themselves.', 'Ask another administrator.'],
  },
  role_grant_standing_unique: {
    'zh-Hans': ['此人已有这个岗位，或正等待确认。', '无需再授。'],
    en: ['The person has this role, or it awaits confirmation.', 'Nothing is left to do.'],
  },
  role_grant_two_administrators: {
    'zh-Hans': ['至少须有两位管理员。', '请先增加一位管理员。'],
    en: ['Two administrators must remain.', 'Add another one first.'],
  },
  signInFailed: {
    'zh-Hans': ['邮箱或密码不对。', '请重新输入；忘记密码请找管理员。'],
    en: ['E-mail or password is wrong.', 'Try again; an administrator can set a new password.'],
  },
  signInThrottled: {
    'zh-Hans': ['尝试次数太多。', '请过 {minutes} 分钟再试。'],
    en: ['There were too many attempts.', 'Try again in {minutes} minutes.'],
  },
};
