/** SCIM 2.0 (RFC 7643, 7644): an officer as a User, what may be asked, and errors in its form. Pure. */

import { Type } from 'typebox'
import { defineRefusals } from '#kernel/errors.ts'
import type { CalendarDate } from '#kernel/types.ts'
import { type DatedPost, postStateOf, type StaffMember } from '#modules/organisation/api.ts'

export const scimScope = 'officers.manage'
export const schemas = {
  user: 'urn:ietf:params:scim:schemas:core:2.0:User',
  enterprise: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  list: 'urn:ietf:params:scim:api:messages:2.0:ListResponse',
  patch: 'urn:ietf:params:scim:api:messages:2.0:PatchOp',
  error: 'urn:ietf:params:scim:api:messages:2.0:Error',
  config: 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig',
} as const

/** Users on one page at most. */
export const pageMax = 200

const Text = (maxLength: number) => Type.Optional(Type.String({ maxLength }))
const Values = Type.Optional(Type.Array(Type.Object({ value: Type.String({ maxLength: 200 }) })))

/** What a client sends; attributes that we do not keep are left out, as RFC 7644 3.3 allows. */
export const SentUser = Type.Object({
  userName: Type.String({ minLength: 1, maxLength: 200 }),
  active: Type.Optional(Type.Boolean()),
  displayName: Text(120),
  name: Type.Optional(Type.Object({ formatted: Text(120), familyName: Text(60), givenName: Text(60) })),
  title: Text(200),
  emails: Values,
  phoneNumbers: Values,
  roles: Values,
  [schemas.enterprise]: Type.Optional(Type.Object({ department: Text(40) })),
})
export type SentUser = Type.Static<typeof SentUser>

export const SentPatch = Type.Object({
  Operations: Type.Array(
    Type.Object({ op: Type.String(), path: Text(200), value: Type.Optional(Type.Unknown()) }),
    { minItems: 1, maxItems: 20 },
  ),
})
export type SentPatch = Type.Static<typeof SentPatch>

/** Họ và tên; Vietnamese names begin with the family name. */
export const nameIn = ({ displayName, name }: SentUser): string =>
  (name?.formatted ?? displayName ?? [name?.familyName, name?.givenName].filter(Boolean).join(' ')).trim()

/** The post that stands for an officer in SCIM: one that is held, else one to come, else the last. */
export function mainPost({ posts }: StaffMember, today: CalendarDate): DatedPost | undefined {
  const held = posts.filter((post) => postStateOf(post, today) === 'held')
  const coming = posts.filter((post) => postStateOf(post, today) === 'coming')
  return held[0] ?? coming[0] ?? posts[0]
}

/** An officer as a User; the id stands for the account of whoever has none. */
export function userOf(
  member: StaffMember,
  account: string | undefined,
  { today, publicUrl }: { readonly today: CalendarDate; readonly publicUrl: string },
) {
  const { personId, name, email, phone } = member
  const post = mainPost(member, today)
  return {
    schemas: [schemas.user, schemas.enterprise],
    id: personId,
    userName: account ?? personId,
    active: post !== undefined && postStateOf(post, today) !== 'over',
    displayName: name,
    name: { formatted: name },
    ...(post && { title: post.title, roles: post.roles.map((value) => ({ value })) }),
    ...(email && { emails: [{ value: email, primary: true }] }),
    ...(phone && { phoneNumbers: [{ value: phone, primary: true }] }),
    ...(post && { [schemas.enterprise]: { department: post.unitCode, organization: post.unitName } }),
    meta: { resourceType: 'User', location: `${publicUrl}/scim/v2/Users/${personId}` },
  }
}
export type User = ReturnType<typeof userOf>

/** The account that a filter asks for. Only `userName eq "…"` is known. Throws `staff.badFilter`. */
export function accountIn(filter: string): string {
  const found = /^\s*userName\s+eq\s+"((?:[^"\\]|\\.)*)"\s*$/i.exec(filter)?.[1]
  if (found === undefined) throw refusal.badFilter()
  return found.replace(/\\(.)/g, '$1')
}

const isTrue = (value: unknown) => value === true || String(value).toLowerCase() === 'true'
const listOf = (value: unknown) =>
  [value].flat().map((one) => (typeof one === 'string' ? { value: one } : one))

/** Names of attributes in lower case, and how each is put into a User: names in SCIM know no case. */
const setters: Readonly<Record<string, (value: unknown) => object>> = {
  active: (value) => ({ active: isTrue(value) }),
  username: (value) => ({ userName: value }),
  displayname: (value) => ({ displayName: value, name: { formatted: value } }),
  'name.formatted': (value) => ({ displayName: value, name: { formatted: value } }),
  name: (value) => ({ name: value }),
  title: (value) => ({ title: value }),
  roles: (value) => ({ roles: listOf(value) }),
  emails: (value) => ({ emails: listOf(value) }),
  phonenumbers: (value) => ({ phoneNumbers: listOf(value) }),
  'emails[type eq "work"].value': (value) => ({ emails: listOf(value) }),
  'phonenumbers[type eq "work"].value': (value) => ({ phoneNumbers: listOf(value) }),
  [schemas.enterprise.toLowerCase()]: (value) => ({ [schemas.enterprise]: value }),
  [`${schemas.enterprise.toLowerCase()}:department`]: (value) => ({
    [schemas.enterprise]: { department: value },
  }),
}

/** The user as it is meant to be after the operations; `replace` and `add` alone are known. Throws `staff.badPatch`. */
export function patched(user: object, { Operations }: SentPatch): unknown {
  const changes = Operations.flatMap(({ op, path, value }) => {
    if (!/^(replace|add)$/i.test(op)) throw refusal.badPatch()
    const pairs = path === undefined ? Object.entries(Object(value)) : [[path, value] as const]
    return pairs.map(([name, one]) => {
      const set = setters[name.toLowerCase()]
      if (!set) throw refusal.badPatch()
      return set(one)
    })
  })
  return Object.assign({}, user, ...changes)
}

export const refusal = defineRefusals('staff', {
  badFilter: [
    'unreadable',
    'Chỉ lọc được theo userName eq "…". Bỏ bộ lọc hoặc sửa lại.',
    'Only the filter userName eq "…" is known. Leave it out or correct it.',
  ],
  badPatch: [
    'unreadable',
    'Chỉ nhận replace hoặc add trên active, userName, displayName, name, title, roles, emails, phoneNumbers và department.',
    'Only replace or add of active, userName, displayName, name, title, roles, emails, phoneNumbers and department.',
  ],
  badUser: [
    'unreadable',
    'Nội dung không đúng mẫu User của SCIM 2.0 (RFC 7643). Cần userName, họ tên, title, roles và department là mã đơn vị.',
    'Not a User of SCIM 2.0 (RFC 7643). It needs userName, a name, title, roles, and department with the unit’s code.',
  ],
  accountFixed: [
    'conflict',
    'Không đổi userName qua SCIM. Gửi đề nghị khôi phục truy cập trên trang Cán bộ để người thứ hai duyệt.',
    'userName is not changed by SCIM. Ask for a reset on the page of officers; a second person decides.',
  ],
  tokenNeeded: [
    'unauthenticated',
    'Thiếu khóa dịch vụ, hoặc khóa đã thu hồi. Gửi Authorization: Bearer với khóa còn hiệu lực.',
    'A live service token is needed: send it as Authorization: Bearer.',
  ],
  scopeNeeded: [
    'forbidden',
    'Khóa dịch vụ không có phạm vi officers.manage. Xin cấp khóa khác.',
    'The token lacks the scope officers.manage. Ask for another.',
  ],
})

/** `scimType` of RFC 7644, table 9, for the refusals that have one. */
export const scimTypes: Readonly<Record<string, string>> = {
  'identity.accountTaken': 'uniqueness',
  'staff.badFilter': 'invalidFilter',
  'staff.badPatch': 'invalidPath',
  'staff.badUser': 'invalidSyntax',
  'staff.accountFixed': 'mutability',
}
