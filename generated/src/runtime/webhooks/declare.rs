//! The macro `webhooks!`.

/// Declares the webhooks of a spec: the type `Update`, and aliases and functions for updates of the
/// type.
///
/// ```text
/// webhooks! {
///     #[scheme(GitHub)]                       // absent: `Verifier` stays generic
///     /// The `title` of the spec.
///     pub enum Update {
///         #[event("issues-opened")]           // the name of the webhook in the spec
///         /// The `summary` of the operation.
///         IssuesOpened(types::IssuesOpenedEvent),
///     }
/// }
/// ```
///
/// With `pub use path::Update;` in place of the enum, a hand-written type splits bodies.
macro_rules! webhooks {
    (
        $(#[scheme($scheme:ident)])?
        pub use $update:path;
    ) => {
        pub use $update;
        webhooks!(@names $($scheme)?);
    };
    (
        $(#[scheme($scheme:ident)])?
        $(#[doc = $doc:literal])*
        pub enum Update {
            $(
                #[event($event:literal)]
                $(#[doc = $variant_doc:literal])*
                $variant:ident($type:ty $(,)?),
            )*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq)]
        #[allow(clippy::large_enum_variant)]
        #[non_exhaustive]
        pub enum Update {
            $(
                $(#[doc = $variant_doc])*
                $variant($type),
            )*
            /// A body that fits no webhook of the spec.
            Unknown(crate::runtime::webhooks::Unknown),
        }

        impl crate::runtime::webhooks::ReadUpdates for Update {
            fn read_updates(
                body: ::serde_json::Value,
                event: ::core::option::Option<&str>,
            ) -> ::std::vec::Vec<Self> {
                use crate::runtime::webhooks::{Kind, read_kind, read_update};
                let kinds = [$(Kind::new::<$type>($event, |body| {
                    read_update(body).map(Update::$variant)
                })),*];
                ::std::vec![read_kind(&kinds, body, event).unwrap_or_else(Update::Unknown)]
            }

            fn unknown(unknown: crate::runtime::webhooks::Unknown) -> Self {
                Update::Unknown(unknown)
            }
        }

        webhooks!(@names $($scheme)?);
    };
    (@verifier $scheme:ident) => {
        /// Verifies that the service sent a request.
        pub type Verifier = crate::runtime::webhooks::Verifier<crate::runtime::webhooks::$scheme>;
    };
    (@verifier) => {
        pub use crate::runtime::webhooks::{GitHub, Meta, StandardWebhooks, Stripe, Verifier};
    };
    (@names $($scheme:ident)?) => {
        webhooks!(@verifier $($scheme)?);
        pub use crate::runtime::webhooks::{
            Deduplicate, Deduplicator, Headers, InvalidSecret, Progress, ReadUpdates, Rejected,
            Scheme, Signed, StoreError, Unknown,
        };
        #[cfg(feature = "axum")]
        pub use crate::runtime::webhooks::Receiver;

        /// The content of a request.
        pub type Delivery = crate::runtime::webhooks::Delivery<Update>;

        /// Reads a body. Never fails: a part that fits no type becomes an unknown update.
        ///
        /// Verify the signature first: the body may come from anyone.
        #[must_use]
        pub fn parse(body: &[u8]) -> Delivery {
            crate::runtime::webhooks::parse(body)
        }

        /// Creates a router that receives webhooks at `/`, for `Router::nest`.
        ///
        /// Short for [`Receiver::new`](crate::runtime::webhooks::Receiver::new) and `into_router`.
        #[cfg(feature = "axum")]
        pub fn router<S, H, F, E>(
            verifier: crate::runtime::webhooks::Verifier<S>,
            handler: H,
        ) -> ::axum::Router
        where
            S: crate::runtime::webhooks::Scheme,
            H: Fn(Delivery) -> F + Send + Sync + 'static,
            F: Future<Output = ::core::result::Result<(), E>> + Send + 'static,
            E: ::core::fmt::Display + Send + 'static,
        {
            crate::runtime::webhooks::router(verifier, handler)
        }
    };
}
pub(crate) use webhooks;
