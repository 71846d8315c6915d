/** What the parts use of Next.js, which is a peer and not installed here. */
declare module "next/navigation" {
  export function useParams(): Record<string, string | string[] | undefined>
  export function useRouter(): { push(path: string): void }
}
