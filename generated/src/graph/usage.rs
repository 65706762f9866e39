//! Rate limit usage: the headers `X-App-Usage` and `X-Business-Use-Case-Usage`.

use crate::runtime::wire::Json;
use http::HeaderMap;
use std::time::Duration;

/// Rate limit usage of an app and of businesses. The service sends the headers only after a certain
/// number of calls.
///
/// ```
/// use whatsapp_cloud::{graph::Usage, http::HeaderMap};
///
/// let mut headers = HeaderMap::new();
/// headers.insert("x-app-usage", r#"{"call_count":28,"total_time":25,"total_cputime":25}"#.parse()?);
/// assert_eq!(Usage::of(&headers).peak(), 28.0);
/// # Ok::<(), whatsapp_cloud::http::header::InvalidHeaderValue>(())
/// ```
///
/// [`Call::send_for_response`](crate::Call::send_for_response) and
/// [`Error::response`](crate::Error::response) give access to the headers of a response.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Usage {
    /// The usage of the app's limits.
    pub app: Option<AppUsage>,
    /// The usage of the limits of businesses.
    pub businesses: Vec<BusinessUsage>,
}

/// Usage of a limit in percent. At 100 and above, the service rejects requests.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct AppUsage {
    /// The share of the allowed number of calls.
    pub call_count: f64,
    /// The share of the allowed CPU time.
    pub total_cputime: f64,
    /// The share of the allowed total time.
    pub total_time: f64,
}

/// Usage of a business's limit for a use case.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct BusinessUsage {
    /// The id of the business or of the business account.
    pub business: String,
    /// The use case, such as `whatsapp` or `whatsapp_business_management`.
    pub r#type: String,
    /// The usage in percent.
    pub usage: AppUsage,
    /// The time until the service accepts requests again, in whole minutes; zero if not limited.
    pub time_to_regain_access: Duration,
}

impl Usage {
    /// Parses the headers of a response. Missing or malformed headers are ignored.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Self {
        let app = json(headers, "x-app-usage");
        let businesses = json(headers, "x-business-use-case-usage");
        let businesses = businesses.iter().filter_map(Json::as_object).flatten();
        Usage {
            app: app.filter(Json::is_object).map(|app| percentages(&app)),
            businesses: businesses
                .flat_map(|(id, uses)| {
                    let uses = uses.as_array().into_iter().flatten();
                    uses.map(move |usage| business(id, usage))
                })
                .collect(),
        }
    }

    /// The highest percentage; 0 without data.
    #[must_use]
    pub fn peak(&self) -> f64 {
        let businesses = self.businesses.iter().map(|business| &business.usage);
        let usages = self.app.iter().chain(businesses);
        usages
            .flat_map(|usage| [usage.call_count, usage.total_cputime, usage.total_time])
            .fold(0.0, f64::max)
    }

    /// The time until the service accepts requests again, if limited.
    #[must_use]
    pub fn time_to_regain_access(&self) -> Option<Duration> {
        let times = self
            .businesses
            .iter()
            .map(|business| business.time_to_regain_access);
        times.max().filter(|time| !time.is_zero())
    }
}

fn json(headers: &HeaderMap, name: &str) -> Option<Json> {
    serde_json::from_slice(headers.get(name)?.as_bytes()).ok()
}

fn percentages(json: &Json) -> AppUsage {
    let percent = |name: &str| json.get(name).and_then(Json::as_f64).unwrap_or_default();
    AppUsage {
        call_count: percent("call_count"),
        total_cputime: percent("total_cputime"),
        total_time: percent("total_time"),
    }
}

fn business(id: &str, json: &Json) -> BusinessUsage {
    let minutes = json.get("estimated_time_to_regain_access");
    let minutes = minutes.and_then(Json::as_u64).unwrap_or_default();
    BusinessUsage {
        business: id.to_owned(),
        r#type: json
            .get("type")
            .and_then(Json::as_str)
            .unwrap_or_default()
            .to_owned(),
        usage: percentages(json),
        time_to_regain_access: Duration::from_secs(minutes.saturating_mul(60)),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn usage(app: &str, business: &str) -> Usage {
        let mut headers = HeaderMap::new();
        headers.insert("x-app-usage", app.parse().unwrap());
        headers.insert("x-business-use-case-usage", business.parse().unwrap());
        Usage::of(&headers)
    }

    #[test]
    fn reads_both_headers() {
        let usage = usage(
            r#"{"call_count":28,"total_cputime":1.5,"total_time":25}"#,
            r#"{"102290129340398":[{"type":"whatsapp","call_count":101,"total_cputime":2,"total_time":3,"estimated_time_to_regain_access":19}],"7":[]}"#,
        );
        assert!((usage.app.unwrap().total_cputime - 1.5).abs() < f64::EPSILON);
        assert_eq!(usage.businesses.len(), 1);
        let business = &usage.businesses[0];
        let actual = (business.business.as_str(), business.r#type.as_str());
        assert_eq!(actual, ("102290129340398", "whatsapp"));
        assert!((usage.peak() - 101.0).abs() < f64::EPSILON);
        assert_eq!(
            usage.time_to_regain_access(),
            Some(Duration::from_secs(19 * 60))
        );
    }

    #[test]
    fn ignores_malformed_headers() {
        assert_eq!(Usage::of(&HeaderMap::new()), Usage::default());
        for (app, business) in [("", ""), ("x", "[]"), ("[1]", r#"{"1":2}"#), ("3", "null")] {
            assert_eq!(usage(app, business), Usage::default(), "{app} {business}");
        }
        let malformed = usage(r#"{"call_count":"many"}"#, r#"{"1":[3,{"type":1}]}"#);
        assert_eq!(malformed.app, Some(AppUsage::default()));
        assert_eq!(
            (
                malformed.businesses.len(),
                malformed.time_to_regain_access()
            ),
            (2, None)
        );
    }
}
