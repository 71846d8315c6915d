"use client"
import { useParams } from "next/navigation"
import { AplazamePayOrder } from "../react"
import { returnPathsOf } from "./pages"
import { PageFrame } from "./return-page"
import { usePage } from "./shop"

/** The page of a payment link, whole, which *Copy payment link* of Medusa's admin leads to. */
export function AplazameLinkPage() {
  const params = useParams()
  const id = params.id ?? Object.values(params).flat().find((one) => one?.startsWith("pay_col_"))
  const page = usePage()
  return (
    <PageFrame data-aplazame-link-page="">
      <AplazamePayOrder collectionId={String(id)} returnPaths={returnPathsOf(page)} />
    </PageFrame>
  )
}
