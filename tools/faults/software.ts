/** A program with a service token: sends the files of a dossier, then the dossier under its key, until it has the receipt. */

import { randomUUID } from 'node:crypto'
import type { Client } from './driver.ts'
import { fileToCome, hashOfAnswers, pictureOf, type Template } from './papers.ts'
import { type Answer, ask, askUntilAnswered } from './trying.ts'

type Means = { readonly token: string; readonly templates: readonly Template[] }

/** Submits one dossier. */
export async function submitByApi(client: Client, { token, templates }: Means): Promise<void> {
  const { url, diary, chance } = client
  const template = templates[Math.floor(chance() * templates.length)] as Template
  const key = randomUUID()
  const pictures = await Promise.all(
    template.papers.map(async (paper) => ({ paper, ...(await pictureOf(`${key} ${paper}`)) })),
  )
  const headers = { authorization: `Bearer ${token}` }
  diary.invoke(key, 'software', {
    procedure: template.procedure,
    answersHash: hashOfAnswers(template.answers),
    files: pictures.map(({ sha256 }) => sha256),
  })
  const retrying = client.retrying(key)
  const papers: { key: string; fileId: string }[] = []
  for (const { paper, bytes } of pictures) {
    const answer = await askUntilAnswered(() => upload(url, headers, bytes), retrying)
    if (answer?.status !== 201) return ended(client, key, answer)
    papers.push({ key: paper, fileId: (JSON.parse(answer.text) as { id: string }).id })
  }
  const { procedure, answers } = template
  const body = JSON.stringify({ procedure, answers, papers, returnMethod: 'online' })
  const sent = body.replaceAll(fileToCome, papers[0]?.fileId ?? fileToCome)
  const answer = await askUntilAnswered(
    () =>
      ask(`${url}/api/v1/dossiers`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': key },
        body: sent,
      }),
    retrying,
  )
  if (answer?.status !== 201) return ended(client, key, answer)
  diary.acknowledge(key, (JSON.parse(answer.text) as { code: string }).code)
}

function upload(url: string, headers: Record<string, string>, bytes: Uint8Array<ArrayBuffer>) {
  const body = new FormData()
  body.append('file', new Blob([bytes], { type: 'image/jpeg' }), 'giay-to.jpg')
  return ask(`${url}/api/v1/files`, { method: 'POST', headers, body })
}

/** A no is an answer too; without any answer it stays unknown. */
function ended({ diary }: Client, key: string, answer: Answer | undefined): void {
  if (answer) diary.note(key, 'failed', `status ${answer.status} ${answer.text.slice(0, 300)}`)
}
