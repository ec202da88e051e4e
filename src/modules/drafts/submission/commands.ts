/** Nộp hồ sơ từ bản nháp: photos become one PDF, then one dossier, however often the button is pressed. */

import type { Context } from '#kernel/context.ts'
import { inTransaction } from '#kernel/db.ts'
import { Refusal } from '#kernel/errors.ts'
import { failpoint } from '#kernel/failpoints.ts'
import { type ReceivedFile, readVerified, recordFile, storeJoined } from '#kernel/files.ts'
import {
  type Answers,
  type FormFault,
  pathsOf,
  type RawFields,
  viewPage,
  visiblePages,
} from '#kernel/forms.ts'
import { photosToPdf } from '#kernel/pdf.ts'
import { takeQuota } from '#kernel/quotas.ts'
import { submitDossier } from '#modules/dossiers/api.ts'
import { type Known, valueWords } from '#modules/facts/api.ts'
import { faultsIn, type OpenDraft, openDraft, savePage } from '../commands.ts'
import {
  declarationPage,
  draftsOf,
  type FileList,
  fileLists,
  ownerOf,
  partsToSubmit,
  refusal,
  withFiles,
} from '../domain.ts'
import { knowMore } from '../known/commands.ts'
import { prefilledOf } from '../known/domain.ts'
import * as store from '../store.ts'

type Send = { readonly id: string; readonly version: number }

type Declared = { readonly version: number; readonly fields: RawFields }

/**
 * Cam đoan và nộp: what is agreed to at the end is saved as the page it is, then the dossier is submitted; gives what is wrong with
 * it instead. Throws as `submitDraft`.
 */
export async function declareAndSubmit(
  context: Context,
  open: OpenDraft,
  { version, fields }: Declared,
): Promise<{ readonly code: string } | { readonly open: OpenDraft; readonly errors: readonly FormFault[] }> {
  const { draft, form, lookups } = open
  const { id } = draft
  const page = declarationPage(visiblePages(form, draft.answers, lookups))
  if (!page || draft.dossierCode) return { code: await submitDraft(context, { id, version }) }
  // A press that was cut off after the declaration was saved is the only change since.
  const isOwn = draft.version === version + 1 && draft.pages[page.key]?.version === draft.version
  if (draft.version !== version && !isOwn) throw refusal.changedMeanwhile()
  const outcome = await savePage(context, {
    id,
    page: page.key,
    version: draft.version,
    device: '',
    fields,
    shown: pathsOf(viewPage(form, page.key, draft.answers, lookups)),
    uploads: [],
    refusedUploads: [],
    act: 'continue',
  })
  if (outcome.kind === 'submitted') return { code: outcome.code }
  if (outcome.kind === 'conflict') throw refusal.changedMeanwhile()
  if (outcome.errors.length > 0) return outcome
  return { code: await submitDraft(context, { id, version: outcome.open.draft.version }) }
}

/**
 * Nộp hồ sơ: answers with the dossier's code, the same however often it is asked. Throws `drafts.changedMeanwhile` when
 * the answers are no longer those that were looked through, `drafts.incomplete`, and the refusals of `submitDossier`, `quotas.submissions`.
 */
export async function submitDraft(context: Context, { id, version }: Send): Promise<string> {
  const before = await openDraft(context, id)
  const mayBeVouched = before.definition.papers.some(({ vouchedBy }) => vouchedBy)
  if (mayBeVouched) await knowMore(context, id)
  const open = mayBeVouched ? await openDraft(context, id) : before
  if (open.draft.dossierCode) return open.draft.dossierCode
  if (open.draft.version !== version) throw refusal.changedMeanwhile()
  const faults = faultsIn(open, context.language)
  if (faults.length > 0) throw refusal.incomplete({ fields: faults })
  await takeQuota(context, { submissions: 1 })
  await joinPhotos(context, open)
  return sendOnce(context, await openDraft(context, id))
}

async function sendOnce(context: Context, open: OpenDraft): Promise<string> {
  const { draft, definition, lookups } = open
  const words = ({ fact, current }: Known) => valueWords(fact, current.value, 'vi', lookups)
  const parts = partsToSubmit(definition, draft.answers, lookups)
  // A paper that was handed in all the same is a paper.
  const vouched = open.vouched.filter(({ key }) => !parts.papers.some((paper) => paper.key === key))
  if (draft.dossierCode) return draft.dossierCode
  failpoint('draft.checked')
  try {
    const { code } = await submitDossier(context, {
      key: store.submissionKey(draft.id),
      procedure: definition,
      channel: 'online',
      ...parts,
      ...(vouched.length > 0 && { vouched }),
      ...(context.actor.kind === 'citizen' && { prefilled: prefilledOf(open, vouched, words) }),
    })
    failpoint('draft.submitted')
    return code
  } catch (thrown) {
    // Pressed twice with a change in between: the first press made the dossier, and that one is shown.
    if (!(thrown instanceof Refusal) || thrown.code !== 'dossiers.changedUnderKey') throw thrown
    const again = await openDraft(context, draft.id)
    if (!again.draft.dossierCode) throw thrown
    return again.draft.dossierCode
  }
}

type Joined = { readonly list: FileList; readonly pdf: ReceivedFile }

/** Ghép ảnh: several photos of one paper become one PDF, in the order the person gave them. */
async function joinPhotos(context: Context, { draft, form, files }: OpenDraft): Promise<void> {
  const ownerId = ownerOf(context.actor)
  const joined: Joined[] = []
  for (const list of fileLists(form, draft.answers)) {
    const photos = list.ids.flatMap((id) => files.get(id) ?? [])
    const isJoinable =
      photos.length > 1 &&
      (list.field.min ?? 1) <= 1 &&
      photos.every(({ mediaType }) => mediaType.startsWith('image/'))
    if (!isJoinable) continue
    const images: Buffer[] = []
    for (const { sha256, name } of photos) images.push(await readVerified(context.files, sha256, name))
    const name = `${list.field.label.vi.slice(0, 150)}.pdf`
    joined.push({ list, pdf: await storeJoined(context.files, name, await photosToPdf(images)) })
  }
  if (joined.length === 0) return
  failpoint('draft.photosStored')
  await inTransaction(context, async (tx) => {
    const now = await store.findDraftForUpdate(tx, draftsOf(context.actor), draft.id)
    // Another press of the same button was quicker, or the answers changed: its files stand.
    if (!now || JSON.stringify(now.answers) !== JSON.stringify(draft.answers)) return
    let answers: Answers = draft.answers
    for (const { list, pdf } of joined) {
      const fileId = await recordFile(tx, context, pdf, { ownerId })
      answers = withFiles(answers, list.path, [fileId])
    }
    await store.replaceAnswers(tx, { ...context, form }, draft.id, answers)
    failpoint('draft.photosReplaced')
  })
}
