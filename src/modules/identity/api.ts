/** What other modules may use of signing in. */

export {
  type Access,
  accountOf,
  accountsOf,
  endAccess,
  endSessionFor,
  moveAccount,
  personOfAccount,
  viewAccess,
} from './accounts/commands.ts'
export { askReset } from './resets/commands.ts'
export { resetLinks } from './resets/domain.ts'
export { actInPlace } from './sessions/commands.ts'
export { createServiceToken as issueServiceToken, findService as serviceOf } from './tokens/commands.ts'

export const identityLinks = {
  signOut: '/dang-xuat',
  sessions: '/tai-khoan/phien',
  choosePost: (returnTo: string) => `/chon-vi-tri?tiep=${encodeURIComponent(returnTo)}`,
} as const

/** Leads through signing in and back to a path of this site. */
export function signInLink(returnTo: string): string {
  return `/dang-nhap?tiep=${encodeURIComponent(returnTo)}`
}
