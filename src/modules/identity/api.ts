/** What other modules may use of signing in. */

export { createServiceToken as issueServiceToken } from './tokens/commands.ts'

export const identityLinks = {
  signOut: '/dang-xuat',
  sessions: '/tai-khoan/phien',
  choosePost: (returnTo: string) => `/chon-vi-tri?tiep=${encodeURIComponent(returnTo)}`,
} as const

/** Leads through signing in and back to a path of this site. */
export function signInLink(returnTo: string): string {
  return `/dang-nhap?tiep=${encodeURIComponent(returnTo)}`
}
