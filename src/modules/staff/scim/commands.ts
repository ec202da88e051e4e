/** Users of SCIM, done with the same commands as on the screen. */

import { Compile } from 'typebox/compile'
import type { Context, Platform } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { backgroundContext } from '#kernel/platform.ts'
import { deputyOf, officerOf } from '#kernel/policy.ts'
import { accountOf, accountsOf, personOfAccount, serviceOf } from '#modules/identity/api.ts'
import {
  findStaff,
  findStaffMember,
  findUnit,
  findUnitByCode,
  type NewPost,
  postStateOf,
  type StaffMember,
  staffRefusal,
} from '#modules/organisation/api.ts'
import { correct, endPost, letGo, linkAccount, move, takeOn } from '../commands.ts'
import {
  accountIn,
  mainPost,
  nameIn,
  pageMax,
  patched,
  refusal,
  SentPatch,
  SentUser,
  schemas,
  scimScope,
  type User,
  userOf,
} from './domain.ts'

const userValidator = Compile(SentUser)
const patchValidator = Compile(SentPatch)

/**
 * The system behind the token, as one who manages the people of its unit and below; without a unit, of the whole province.
 * Throws `staff.tokenNeeded` or `scopeNeeded`.
 */
export async function actingFor(
  platform: Platform,
  token: string | undefined,
  now = platform.database.clock.now(),
): Promise<Context> {
  const service = token === undefined ? undefined : await serviceOf(platform, token, now)
  if (!service) throw refusal.tokenNeeded()
  if (!service.scopes.has(scimScope)) throw refusal.scopeNeeded()
  const context = backgroundContext(platform, service, now)
  const unit = await read(context, (tx) =>
    service.unitId === undefined
      ? findUnitByCode(tx, platform.pack.manifest.agencyCode, context.today)
      : findUnit(tx, service.unitId),
  )
  if (!unit) throw refusal.scopeNeeded()
  const rights = { roles: [], permissions: new Set(['people.manage'] as const) }
  return { ...context, actor: { ...deputyOf(service, unit, rights), unitReach: `${unit.path}.*` } }
}

const userIn = (context: Context, member: StaffMember, account: string | undefined): User =>
  userOf(member, account, { today: context.today, publicUrl: context.settings.publicUrl })

async function memberAndUser(context: Context, id: string): Promise<{ member: StaffMember; user: User }> {
  return read(context, async (tx) => {
    const member = await findStaffMember(tx, officerOf(context.actor).unitReach, id)
    if (!member) throw staffRefusal.noSuchOfficer()
    return { member, user: userIn(context, member, await accountOf(tx, context, id)) }
  })
}

/** One User. Throws `organisation.noSuchOfficer`. */
export const getUser = async (context: Context, id: string): Promise<User> =>
  (await memberAndUser(context, id)).user

export type UserQuestion = {
  readonly filter?: string | undefined
  /** Of the first one, from 1. */
  readonly startIndex?: number | undefined
  readonly count?: number | undefined
}

/** Officers in reach, those who left too, a page at a time. Throws `staff.badFilter`. */
export async function listUsers(context: Context, { filter, startIndex = 1, count = pageMax }: UserQuestion) {
  const { unitReach } = officerOf(context.actor)
  const asked = filter === undefined ? undefined : accountIn(filter)
  const users = await read(context, async (tx) => {
    if (asked !== undefined) {
      const personId = await personOfAccount(tx, context, asked)
      const member = personId && (await findStaffMember(tx, unitReach, personId))
      return member ? [userIn(context, member, asked)] : []
    }
    const accounts = await accountsOf(tx, context)
    const wish = { words: [], withFormer: true }
    const members = await findStaff(tx, unitReach, wish, context.today, null)
    return members.map((member) => userIn(context, member, accounts.get(member.personId)))
  })
  const first = Math.max(1, startIndex)
  const resources = users.slice(first - 1, first - 1 + Math.min(Math.max(0, count), pageMax))
  return {
    schemas: [schemas.list],
    totalResults: users.length,
    startIndex: first,
    itemsPerPage: resources.length,
    Resources: resources,
  }
}

function readUser(body: unknown): SentUser {
  if (!userValidator.Check(body)) throw refusal.badUser()
  return body
}

const factsOf = (user: SentUser) => ({
  name: nameIn(user),
  phone: user.phoneNumbers?.[0]?.value,
  email: user.emails?.[0]?.value,
})

const postOf = (user: SentUser, { today }: Context): NewPost => ({
  unitCode: user[schemas.enterprise]?.department ?? '',
  title: user.title ?? '',
  roles: user.roles?.map(({ value }) => value) ?? [],
  fromOn: today,
})

/** Tiếp nhận. Throws `staff.badUser`, `identity.accountTaken` and the refusals of a post. */
export async function createUser(context: Context, body: unknown): Promise<User> {
  const user = readUser(body)
  const joiner = { ...factsOf(user), account: user.userName, post: postOf(user, context) }
  const id = await takeOn(context, joiner)
  if (user.active === false) await letGo(context, id, 'now')
  return getUser(context, id)
}

/** Brings an officer to what the User says: name, contact, account, post, leaving and coming back. Saying it again changes nothing. */
export async function replaceUser(context: Context, id: string, body: unknown): Promise<User> {
  const wanted = readUser(body)
  const { member, user } = await memberAndUser(context, id)
  if (wanted.userName !== user.userName) {
    if (user.userName !== id) throw refusal.accountFixed()
    await linkAccount(context, id, wanted.userName)
  }
  await correct(context, id, factsOf(wanted))
  if (wanted.active === false) {
    if (user.active) await letGo(context, id, 'now')
  } else await bringToPost(context, member, postOf(wanted, context))
  return getUser(context, id)
}

/** The new post is opened before the old one ends, so that nobody is left without when it cannot be. */
async function bringToPost(context: Context, member: StaffMember, post: NewPost): Promise<void> {
  const present = mainPost(member, context.today)
  const isOpen = present !== undefined && postStateOf(present, context.today) !== 'over'
  const isSame =
    isOpen &&
    present.unitCode === post.unitCode &&
    present.title === post.title &&
    [...present.roles].sort().join() === [...new Set(post.roles)].sort().join()
  if (isSame) return
  await move(context, member.personId, post, false)
  if (isOpen) await endPost(context, member.personId, present.postId, 'now')
}

/** Changes some attributes. Throws `staff.badPatch` and whatever `replaceUser` throws. */
export async function patchUser(context: Context, id: string, body: unknown): Promise<User> {
  if (!patchValidator.Check(body)) throw refusal.badPatch()
  return replaceUser(context, id, patched(await getUser(context, id), body))
}
