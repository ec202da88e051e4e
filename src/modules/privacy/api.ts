/** What other modules may use of data protection. */

export { beginRequest } from './requests/commands.ts'
export { refusal as privacyRefusal, wordsMin } from './requests/domain.ts'
export { privacyLinks } from './requests/links/domain.ts'
