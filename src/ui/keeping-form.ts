/** Runs in the browser: one form of a page, kept while it is filled in and sent once. */
import { askToPersist, isNearlyFull } from './device-room.ts'
import { areSameFiles, fieldsOf, fileInputs, filesOf, fill, saysTheSame } from './form-contents.ts'
import { filesReady, showPage } from './island-runtime.ts'
import type { Props } from './islands/offline-form.ts'
import { linkTo, stateOf, words } from './keeping-words.ts'
import { findKept, forget, type KeptForm, type KeptState, keep, type SendingRules } from './kept-forms.ts'
import { onProgress, rememberToken, type Sent, send } from './kept-sending.ts'
import { onTold, startOutbox, tell, wake } from './outbox.ts'

const saveDelayMs = 400

/** Leads to a page, also where only the place on it would differ. */
function go(to: string): void {
  const address = new URL(to, location.href)
  if (address.pathname + address.search === location.pathname + location.search) address.hash = ''
  location.assign(address)
}

/** Keeps the form of a page; answers with the key under which it is kept. */
export async function startKeeping(form: HTMLFormElement, props: Props): Promise<string> {
  const { owner, title, how = {}, group = location.pathname, stamp = 0, acts } = props
  const page = location.pathname
  const base = `${owner} ${page}`
  const asked = how.many ? new URLSearchParams(location.search).get('muc') : null
  const key = asked ? `${base} ${asked}` : base
  const state = stateOf(form)
  const fresh = (): KeptForm => ({
    key,
    owner,
    page,
    action: form.getAttribute('action') ?? page,
    title,
    group,
    requestId: crypto.randomUUID(),
    fields: [],
    files: [],
    stamp,
    how,
    state: 'typed',
    savedAt: 0,
    order: 0,
  })
  const token = form.querySelector<HTMLInputElement>('input[name="_csrf"]')?.value
  if (token) rememberToken(owner, token)
  form.dataset['keeping'] = ''
  let kept = (await findKept(key).catch(() => undefined)) ?? fresh()
  let isOver = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const save = async (change: {
    readonly state: KeptState
    readonly isHanded?: boolean
    readonly act?: string
  }) => {
    clearTimeout(timer)
    const { act, ...rest } = change
    const fields = fieldsOf(form)
    const files = filesOf(form)
    const hasNewFiles = !areSameFiles(files, kept.files)
    const isNew = kept.state === 'sent' || (how.overwrites && change.state === 'queued')
    const before = kept.state === 'sent' ? fresh() : kept
    const now: KeptForm = {
      ...before,
      requestId: isNew ? crypto.randomUUID() : before.requestId,
      fields: act === undefined ? fields : [...fields, ['act', act]],
      files,
      isHanded: false,
      savedAt: Math.max(Date.now(), kept.savedAt + 1),
      ...rest,
    }
    if (hasNewFiles && files.length > 0) void askToPersist()
    // Where there is no room for the files, the words may still have some; what was kept before stays.
    const written =
      (await keep(now, hasNewFiles).catch(() => undefined)) ??
      (hasNewFiles && (await keep({ ...now, state: 'typed' }, false).catch(() => undefined))
        ? 'words'
        : undefined)
    const isWhole = typeof written === 'object'
    kept = isWhole ? written : { ...now, files: hasNewFiles ? kept.files : files }
    if (!isWhole) state.show(written === 'words' ? words.filesNotKept : words.notKept)
    else if (kept.state === 'typed') state.show((await isNearlyFull()) ? words.nearlyFull : words.kept)
    return { isWhole, form: { ...now, ...(isWhole && { order: kept.order }), files } }
  }

  const finish = async (sent: Sent) => {
    if (sent.outcome === 'sent') {
      isOver = true
      go(sent.to)
    } else if (sent.outcome === 'refused') {
      if (sent.html !== undefined && (sent.status === 422 || sent.status === 409)) {
        isOver = true
        showPage(sent.html)
      } else if (sent.status === 415) state.show(words.badFile)
      else if (sent.to && sent.status === 0) state.show(words.elsewhere, linkTo(sent.to, words.goThere))
      else if (sent.html === undefined) state.show(words.look, linkTo(sent.to ?? page, words.goThere))
      else state.show(sent.status === 404 ? words.gone : words.refused, state.outboxLink())
    } else if (sent.outcome === 'signedOut')
      state.show(words.signedOut, linkTo(`/dang-nhap?tiep=${encodeURIComponent(page)}`, words.signIn))
    else state.show(words.waiting, await state.nextLink(props.next), state.outboxLink())
  }

  /** A report of which there may be many: somebody looks at it before it is sent, unless there is no line. */
  const sendOrQueue = async (whole: KeptForm, isWhole: boolean) => {
    state.show(words.sending)
    const sent = await send({ ...whole, how: withoutExtra(how) })
    if (sent.outcome === 'sent') await forget(key).catch(() => undefined)
    const isLate = sent.outcome !== 'sent' && sent.outcome !== 'refused'
    if (!isLate || !isWhole) return finish(sent)
    const queued: KeptForm = { ...whole, key: `${base} ${whole.requestId}`, state: 'queued', order: 0 }
    const isQueued = await keep(queued, true).catch(() => undefined)
    if (!isQueued) return state.show(words.notKept)
    if (queued.key !== key) await forget(key)
    kept = queued
    void askToPersist()
    state.close(form)
    await finish(sent)
    state.add(linkTo(page, words.another))
    startOutbox(owner)
  }

  const submit = async (act: string | undefined) => {
    state.show(words.sending)
    const { isWhole, form: whole } = await save({
      state: how.many ? 'typed' : 'queued',
      ...(how.many && { isHanded: true }),
      ...(act !== undefined && { act }),
    })
    if (how.many) return sendOrQueue(whole, isWhole)
    if (isWhole) {
      startOutbox(owner)
      await wake()
      // Another waits before it, or another window is at it.
      if (!isOver && kept.state === 'queued' && state.says(words.sending)) await finish({ outcome: 'noLine' })
      return
    }
    // Nothing could be kept: it goes now or stays on the page.
    const sent = await send(whole)
    if (sent.outcome === 'sent' || sent.outcome === 'refused') await finish(sent)
    else state.show(words.notKept)
  }

  const discard = async () => {
    await forget(key)
    tell({ key, sent: { outcome: 'noLine' } })
    location.reload()
  }

  const resume = async () => {
    if (kept.savedAt === 0 || props.isChoice) return
    const isNewer = how.overwrites === true && kept.stamp !== stamp
    if (kept.state === 'sent') {
      // The page is older than what was sent from it: what it shows is not what the server has.
      if (isNewer) await forget(key)
      else state.close(form, words.older, linkTo(page, words.reload))
      if (isNewer) kept = fresh()
      return
    }
    if (isNewer && kept.state !== 'queued') {
      const isThere =
        kept.isHanded || (kept.fields.length === 0 && kept.state === 'attention') || saysTheSame(form, kept)
      if (isThere) {
        await forget(key)
        kept = fresh()
        return
      }
      state.ask(words.typedHere, [
        [words.useTyped, () => fillIn(words.kept)],
        [words.dropTyped, () => void discard()],
      ])
      return
    }
    // The page that says what to mend shows what was sent already.
    if (kept.state === 'attention' && saysTheSame(form, kept)) return
    fillIn(kept.state === 'queued' ? words.waiting : kept.state === 'attention' ? words.look : words.kept)
    if (kept.state === 'queued') state.add(await state.nextLink(props.next), state.outboxLink())
  }
  const fillIn = (said: string) => {
    fill(form, kept, how.overwrites === true)
    state.show(said)
  }

  await resume()
  const ready = () => {
    if (isOver || areSameFiles(filesOf(form), kept.files)) return
    void save({ state: 'typed' })
  }
  form.addEventListener(filesReady, ready)
  for (const input of fileInputs(form))
    input.addEventListener('change', () => input.dataset['prepares'] === undefined && ready())
  form.addEventListener('input', ({ target }) => {
    if (isOver || (target as HTMLInputElement).type === 'file') return
    clearTimeout(timer)
    timer = setTimeout(() => void save({ state: 'typed' }), saveDelayMs)
  })
  form.addEventListener('submit', (event) => {
    const { submitter } = event as SubmitEvent
    const pressed = submitter instanceof HTMLButtonElement && submitter.name ? submitter : undefined
    clearTimeout(timer)
    if (pressed && !(pressed.name === 'act' && (acts?.includes(pressed.value) ?? true))) {
      // What changes the page itself needs the server.
      if (!navigator.onLine) event.preventDefault()
      void save({ state: 'typed', isHanded: navigator.onLine }).then(() => {
        if (!navigator.onLine) state.show(words.needsLine)
      })
      return
    }
    event.preventDefault()
    void submit(pressed?.value)
  })
  onProgress((sending, percent) => {
    if (!isOver && sending === kept.key) state.show(words.progress(percent))
  })
  onTold(({ key: told, sent }) => {
    if (!isOver && told === kept.key && kept.state === 'queued') void finish(sent)
  })
  startOutbox(owner)
  return key
}

const withoutExtra = ({ extra: _extra, ...how }: SendingRules): SendingRules => how
