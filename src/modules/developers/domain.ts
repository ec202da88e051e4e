/** Hướng dẫn dùng API: the guide `docs/api.md` as blocks, and what each kind of refusal asks of a caller. Pure. */

import type { DeclaredProblem, Sentence } from '#kernel/errors.ts'

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly words: Sentence }
  | { readonly kind: 'paragraph'; readonly words: Sentence }
  | { readonly kind: 'code'; readonly language: string; readonly text: string }

/**
 * Reads the guide: a heading has both languages with ` / ` between, a paragraph is followed by its English one after
 * `> `, code stands between fences. Throws for a paragraph without its English.
 */
export function readGuide(markdown: string): readonly Block[] {
  const parts = markdown.split(/^(```[^\n]*\n[\s\S]*?\n```)$/m)
  return parts.flatMap((part) => (part.startsWith('```') ? [codeOf(part)] : proseOf(part)))
}

function codeOf(fence: string): Block {
  const [first = '', ...lines] = fence.split('\n')
  return { kind: 'code', language: first.slice(3).split(' ')[0] ?? '', text: lines.slice(0, -1).join('\n') }
}

function proseOf(part: string): Block[] {
  const chunks = part
    .split(/\n{2,}/)
    .map((chunk) => chunk.trim())
    .filter(Boolean)
  return chunks.flatMap((chunk, index): Block[] => {
    if (chunk.startsWith('> ')) return []
    const heading = /^(#{1,2}) (.+) \/ (.+)$/.exec(chunk)
    if (heading)
      return [
        {
          kind: 'heading',
          level: heading[1] === '#' ? 1 : 2,
          words: { vi: heading[2] ?? '', en: heading[3] ?? '' },
        },
      ]
    const english = chunks[index + 1]
    if (!english?.startsWith('> ')) throw new Error(`The guide lacks English after: ${chunk.slice(0, 60)}`)
    return [{ kind: 'paragraph', words: { vi: plain(chunk), en: plain(english.slice(2)) } }]
  })
}

const plain = (text: string) => text.replace(/\n(> )?/g, ' ')

/** Words and code of a line of the guide, in turn: odd places are code. */
export const splitCode = (text: string): readonly string[] => text.split('`')

/** An id for links to a heading. */
export const anchorOf = ({ en }: Sentence): string => en.toLowerCase().replace(/[^a-z0-9]+/g, '-')

/** Whether the same request may succeed later, once it is mended, or only for somebody else. */
export function adviceFor(kind: DeclaredProblem['kind']): Sentence {
  switch (kind) {
    case 'unreadable':
    case 'invalid':
    case 'tooLarge':
    case 'unsupportedType':
      return {
        vi: 'Gửi lại y nguyên thì vẫn bị từ chối. Sửa theo “errors” và “detail” rồi gửi lại; không có gì được lưu hay nộp.',
        en: 'Sending the same again does not help. Mend what “errors” and “detail” name and send again; nothing was saved or submitted.',
      }
    case 'unauthenticated':
    case 'forbidden':
      return {
        vi: 'Kiểm tra khóa, phạm vi và cơ quan của khóa. Người quản trị cấp khóa khác khi cần.',
        en: 'Check the token, its scopes and its unit. The operator makes another token if needed.',
      }
    case 'notFound':
    case 'gone':
      return {
        vi: 'Không có, hoặc không thuộc về khóa này: hai trường hợp trả lời như nhau. Kiểm tra lại mã.',
        en: 'It is not there or does not belong to this token: both look the same. Check the code.',
      }
    case 'conflict':
      return {
        vi: 'Đọc lại trạng thái mới nhất, rồi quyết định có gửi nữa không.',
        en: 'Read the newest state, then decide whether to send again.',
      }
    case 'tooMany':
    case 'unavailable':
    case 'fault':
      return {
        vi: 'Chờ theo “Retry-After” (không có thì tăng dần từ một giây) rồi gửi lại với cùng Idempotency-Key. Vẫn lỗi thì gọi đường dây nóng, đọc requestId.',
        en: 'Wait as “Retry-After” says (else longer and longer from one second), then send again with the same Idempotency-Key. If it goes on, call the hotline and tell the requestId.',
      }
  }
}
