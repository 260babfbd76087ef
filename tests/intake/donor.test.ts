import { describe, expect, test } from 'vitest';
import { type Consent, checkDisplay, checkDonor, type Display, type DonorKind } from '#intake/donor.ts';
import { publicName } from '#intake/donor-name.ts';

describe('the public name of a donor', () => {
  test.each<[DonorKind, string, Display, string]>([
    ['person', '张三', 'masked', '张**'],
    ['person', '李小明', 'masked', '李**'],
    ['person', '欧阳修', 'masked', '欧阳**'],
    ['person', '司马相如', 'masked', '司马**'],
    ['person', '司马', 'masked', '司**'],
    ['person', '阿依古丽·买买提', 'masked', '阿**'],
    ['person', 'Anna Smith', 'masked', 'A**'],
    ['person', '𠮷田', 'masked', '𠮷**'],
    ['person', '张三', 'named', '张三'],
    ['person', '张三', 'anonymous', '爱心人士'],
    ['minor', '王小花', 'anonymous', '爱心学生'],
    ['enterprise', '湖南金钟集团', 'named', '湖南金钟集团'],
    ['enterprise', '湖南金钟集团', 'masked', '**集团'],
    ['enterprise', '衡阳某某医药连锁有限责任公司', 'masked', '**有限责任公司'],
    ['enterprise', '晨光商贸有限公司（衡阳）', 'masked', '**有限公司'],
    ['enterprise', '老张家', 'masked', '**企业'],
    ['enterprise', '湖南金钟集团', 'anonymous', '爱心企业'],
    ['socialOrganisation', '衡阳市侨联', 'masked', '**组织'],
    ['socialOrganisation', '市留学生协会', 'masked', '**协会'],
    ['pooled', '爱心机构、爱心人士', 'named', '爱心机构、爱心人士'],
    ['pooled', '某村全体村民', 'masked', '爱心人士'],
  ])('%s %s shown %s is %s', (kind, legalName, display, shown) => {
    expect(publicName({ kind, legalName, display })).toBe(shown);
  });

  test('an alias stands in for the name', () => {
    expect(publicName({ kind: 'person', legalName: '张三', display: 'alias', alias: '一滴水' })).toBe('一滴水');
  });

  test('an alias that nobody recorded falls back to anonymous, never to the name', () => {
    expect(publicName({ kind: 'person', legalName: '张三', display: 'alias' })).toBe('爱心人士');
  });
});

describe('what may be shown', () => {
  const agreed = (display: Display, more: Partial<Consent> = {}): Consent => ({
    display,
    byGuardian: false,
    evidence: '捐赠登记表',
    ...more,
  });

  test.each<[string, DonorKind, Display, Consent | undefined, string | undefined]>([
    ['a person masked without a word', 'person', 'masked', undefined, undefined],
    ['a person named without consent', 'person', 'named', undefined, 'donation_person_named_by_consent'],
    ['a person named with consent', 'person', 'named', agreed('named'), undefined],
    ['a person who agreed to be named hides', 'person', 'anonymous', agreed('named'), undefined],
    ['a person who asked to stay hidden is masked', 'person', 'masked', agreed('anonymous'), 'displayBeyondConsent'],
    ['a minor masked without a guardian', 'minor', 'masked', undefined, 'donation_minor_anonymous'],
    ['a minor named by its own word', 'minor', 'named', agreed('named'), 'donation_minor_anonymous'],
    ['a minor named by a guardian', 'minor', 'named', agreed('named', { byGuardian: true }), undefined],
    [
      'a minor named beyond the guardian',
      'minor',
      'named',
      agreed('masked', { byGuardian: true }),
      'donation_minor_anonymous',
    ],
    ['a minor anonymous', 'minor', 'anonymous', undefined, undefined],
    ['an enterprise by name', 'enterprise', 'named', undefined, undefined],
    ['an enterprise that asked to stay hidden', 'enterprise', 'named', agreed('anonymous'), 'displayBeyondConsent'],
    ['an alias that is not known', 'person', 'alias', agreed('named'), 'donorAliasUnknown'],
    ['an alias from the consent', 'person', 'alias', agreed('alias', { alias: '一滴水' }), undefined],
  ])('%s', (_case, kind, display, consent, refusal) => {
    expect(checkDisplay(kind, display, consent).map((found) => found.kind)).toEqual(refusal ? [refusal] : []);
  });

  test('a donor needs a name, and a consent its evidence', () => {
    expect(
      checkDonor({
        kind: 'person',
        legalName: ' ',
        consent: { display: 'alias', byGuardian: false, evidence: '' },
      }).map((found) => found.kind),
    ).toEqual(['donorNameMissing', 'donor_consent_evidence_given', 'donor_consent_alias_given']);
  });
});
