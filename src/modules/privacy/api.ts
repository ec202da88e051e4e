/** What other modules may use of data protection. */

export { privacyLinks } from './requests/links/domain.ts'
