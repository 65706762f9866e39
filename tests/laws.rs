//! The laws, checked against an independent validator.
//!
//! 1. Nothing valid is refused. 2. Nothing declared is lost. 3. Nothing invalid leaves.

pub mod examples;
mod generate;

use crate::description::{REQUEST, all_examples, examples, schema_names, validator};
use generate::Entropy;
use proptest::prelude::*;
use serde_json::Value;
use whatsapp_cloud::types;

/// What a type makes of a JSON value: the JSON that it writes, and whether it is content with it.
type Through = fn(&Value) -> Result<(Value, Result<(), String>), String>;

macro_rules! through {
    ($($name:ident)*) => {
        &[$((stringify!($name), |value| {
            let read = serde_json::from_value::<types::$name>(value.clone());
            let read = read.map_err(|error| error.to_string())?;
            let written = serde_json::to_value(&read).map_err(|error| error.to_string())?;
            Ok((written, read.validate().map_err(|violations| violations.to_string())))
        })),*]
    };
}

/// Every component schema that has a type of its own. The rest are other names for strings.
const TYPES: &[(&str, Through)] = through! {
    AccountAlertsChange AccountAlertsValue AccountInfo AccountReviewChange AccountReviewValue
    AccountSettingsChange AccountUpdateChange AccountUpdateValue ActionButton ActionObject
    AddressMessageAction AddressMessageParameters AddressObject AddressValues AlertInfo AppContact
    AppData AppStateSyncChange AppStateSyncValue Audio AudioMessage AutomaticEventsChange
    AutomaticEventsValue BanInfo BaseMessageProperties BidSpec BlockUsersRequest BlockUsersResponse
    BlockUsersResult BlockedUser BlockedUserList BlockedUserResult BodyComponent BodyDefinition
    BodyExample BodyObject BodyParameter BusinessCapabilityChange BusinessCapabilityValue
    BusinessProfile BusinessProfileChange BusinessProfileList BusinessUsernameChange
    BusinessUsernameValue ButtonAction ButtonActionParameter ButtonComponent
    ButtonCouponCodeParameter ButtonDefinition ButtonIndex ButtonParameterObject
    ButtonPayloadParameter ButtonReply ButtonReplyInteractive ButtonTextParameter
    ButtonTtlMinutesParameter ButtonsDefinition Call CallPermissionReply
    CallPermissionReplyInteractive CallPermissionRequestAction CallPermissionRequestDefinition
    CallRecording CallSession CallStatus CallTranscript CallsChange CallsValue CardComponent
    CardDefinition CarouselAction CarouselCard CarouselCardAction CarouselCardBody CarouselComponent
    CarouselDefinition CatalogMessageAction CatalogMessageParameters ComponentDefinition
    ContactObject ContactsMessage ConversationOrigin CreatedTemplate CtaUrlAction CtaUrlButton
    CtaUrlParameters CurrencyObject CurrencyParameter Cursors DateTimeObject DateTimeParameter
    DecimalOrText DeliveryStatus DirectSendCategory DirectSendConfig DirectSendMessageProperties
    DisableInfo DisconnectionInfo Document DocumentMessage DocumentParameter EditedMessage
    EmailObject ErrorReport FlowAction FlowActionPayload FlowErrorRate FlowParameters FlowsChange
    FlowsValue FooterDefinition FooterObject GifParameter GraphError GraphErrorData
    GraphErrorResponse GroupEvent GroupParticipant GroupsChange GroupsValue HeaderComponent
    HeaderDefinition HeaderDocument HeaderExample HeaderObject HeaderParameter HistoryChange
    HistoryContext HistoryMetadata HistoryPart HistoryThread HistoryUser HistoryValue Image
    ImageMessage ImageParameter InboundAddress InboundAudioMessage InboundButton
    InboundButtonMessage InboundContact InboundContactsMessage InboundContext InboundDocumentMessage
    InboundEdit InboundEditMessage InboundEmail InboundIdentity InboundImageMessage
    InboundInteractive InboundInteractiveMessage InboundLocation InboundLocationMessage InboundMedia
    InboundMediaPlaceholderMessage InboundMessage InboundMessageProperties InboundName InboundOrder
    InboundOrderItem InboundOrderMessage InboundOrganization InboundPhone InboundReaction
    InboundReactionMessage InboundReferral InboundRequestWelcomeMessage InboundRevoke
    InboundRevokeMessage InboundStickerMessage InboundSystem InboundSystemMessage InboundText
    InboundTextMessage InboundUnsupported InboundUnsupportedMessage InboundUrl InboundVideoMessage
    InteractiveMessage InteractiveObject LanguageObject Latitude LimitedTimeOffer
    LimitedTimeOfferComponent LimitedTimeOfferDefinition LimitedTimeOfferParameter LinkClick
    ListAction ListReply ListReplyInteractive ListedComponent Location LocationMessage
    LocationParameter LocationRequestAction Longitude MarkMessageRequestPayload
    MarkMessageResponsePayload MarketingMessage MediaCarouselCard MediaFile MediaObject MediaUpload
    MediaUploadResponse Message MessageContext MessageEchoesChange MessageEchoesValue
    MessageResponsePayload MessageStatus MessagesChange MessagesValue NameObject NamedExample
    NfmReply NfmReplyInteractive NumberOrText OfferDefinition Order OrderAmount OrderCharge
    OrderDetailsAction OrderDetailsParameters OrderExpiration OrderItem OrderState OrderStatusAction
    OrderStatusComponent OrderStatusParameter OrderStatusParameters OrderUpdate OrganizationObject
    OtherChange OtherInboundMessage OtherInfo OtherInteractive Paging ParameterFormat
    PartnerSolutionsChange PartnerSolutionsValue PaymentConfigurationChange
    PaymentConfigurationValue PaymentSetting PhoneNumber PhoneNumberList PhoneNumberNameChange
    PhoneNumberNameValue PhoneNumberQualityChange PhoneNumberQualityValue PhoneNumberSettings
    PhoneNumberWebhook PhoneObject Pin PinMessage ProductAction ProductCarouselCard ProductItem
    ProductListAction ProductParameter QualityScore QuickReplyAction QuickReplyButton Reaction
    ReactionMessage RecipientType ReferredProduct RegisterPhoneNumber RejectionInfo Reply
    ReplyButton RequestContactInfoAction ResponseContact ResponseMessage RestrictionInfo Row
    SavedAddress SectionObject SecurityChange SecurityValue SendMessageRequest SendMessageResponse
    StateSync StateSyncMetadata StatusConversation StatusPricing Sticker StickerMessage
    SubscribedApp SubscribedAppList SuccessResponse TapTarget TapTargetConfigurationComponent
    TapTargetConfigurationDefinition TapTargetConfigurationParameter Template TemplateButtonAction
    TemplateButtonContent TemplateCard TemplateCategory TemplateCategoryChange TemplateCategoryValue
    TemplateComponent TemplateComponentsChange TemplateComponentsValue TemplateDefinition
    TemplateEdit TemplateList TemplateMessage TemplateObject TemplateQualityChange
    TemplateQualityValue TemplateStatusChange TemplateStatusValue TemplateSummary Text TextMessage
    TextParameter Throughput Timestamp TypingIndicator UrlObject UserAction UserIdentityChange
    UserPreference UserPreferencesChange UserPreferencesValue UserToBlock Video VideoMessage
    VideoParameter ViolationInfo VoiceCallAction VoiceCallParameters VolumeTierInfo WebhookChange
    WebhookContact WebhookDelivery WebhookEntry WebhookMetadata WebhookOverride WebhookProfile
    WelcomeMessage
};

/// The component schemas that are aliases.
const ALIASES: &[&str] = &["AddressValidationErrors", "CurrencyCode", "Link"];

#[test]
fn every_schema_of_the_description_is_checked_here() {
    let mut checked: Vec<&str> = TYPES.iter().map(|(name, _)| *name).collect();
    checked.extend(ALIASES);
    checked.sort_unstable();
    let mut names = schema_names();
    names.sort_unstable();
    assert_eq!(checked, names);
}

fn through(name: &str) -> Through {
    TYPES.iter().find(|(known, _)| *known == name).unwrap().1
}

/// All three laws for one value.
fn check(name: &str, value: &Value, validator: &jsonschema::Validator) -> Result<(), String> {
    let is_valid = validator.is_valid(value);
    match through(name)(value) {
        Err(error) if is_valid => Err(format!("{name} refuses a valid value: {error}")),
        Ok((written, _)) if is_valid && !same(&written, value) => {
            Err(format!("{name} loses something: it writes {written}"))
        }
        Ok((_, Err(violations))) if is_valid => Err(format!(
            "{name} finds fault with a valid value: {violations}"
        )),
        Ok((written, Ok(()))) if !validator.is_valid(&written) => {
            let error = validator.iter_errors(&written).next();
            let error = error.map(|error| error.to_string()).unwrap_or_default();
            Err(format!(
                "{name} lets an invalid value go: {written}: {error}"
            ))
        }
        _ => Ok(()),
    }
}

include!("data/same.rs");

/// Runs a property on every schema, with as many cases each.
fn for_all(cases: u32, make: impl Fn(&str, &mut Entropy<'_>) -> Value) {
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let mut valid = 0_u32;
    for (name, _) in TYPES {
        let validator = validator(name);
        let mut runner = proptest::test_runner::TestRunner::new_with_rng(
            config.clone(),
            proptest::test_runner::TestRng::deterministic_rng(
                proptest::test_runner::RngAlgorithm::ChaCha,
            ),
        );
        let count = std::cell::Cell::new(0);
        let bytes = proptest::collection::vec(any::<u8>(), 0..400);
        let result = runner.run(&bytes, |bytes| {
            let value = make(name, &mut Entropy::new(&bytes));
            count.set(count.get() + u32::from(validator.is_valid(&value)));
            check(name, &value, &validator)
                .map_err(|problem| TestCaseError::fail(format!("{problem}\n  value: {value}")))
        });
        if let Err(error) = result {
            panic!("{error}");
        }
        valid += count.get();
    }
    // A property that only ever sees invalid values proves nothing.
    let all = cases * u32::try_from(TYPES.len()).unwrap();
    assert!(valid > all / 20, "only {valid} of {all} values were valid");
}

#[test]
fn values_made_from_the_schemas_keep_the_laws() {
    for_all(200, generate::value);
}

#[test]
fn values_made_from_the_schemas_and_then_spoiled_keep_the_laws() {
    for_all(80, |name, entropy| {
        let mut value = generate::value(name, entropy);
        generate::spoil(&mut value, entropy);
        value
    });
}

#[test]
fn spoiled_examples_keep_the_laws() {
    let validator = validator("SendMessageRequest");
    let examples: Vec<Value> = examples(REQUEST)
        .into_iter()
        .map(|(_, value)| value)
        .collect();
    let config = ProptestConfig {
        cases: 2000,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    proptest!(config, |(index in 0..examples.len(), bytes in proptest::collection::vec(any::<u8>(), 0..60))| {
        let mut value = examples[index].clone();
        generate::spoil(&mut value, &mut Entropy::new(&bytes));
        if let Err(problem) = check("SendMessageRequest", &value, &validator) {
            prop_assert!(false, "{problem}\n  value: {value}");
        }
    });
}

#[test]
fn examples_keep_the_laws() {
    let examples = all_examples();
    assert!(examples.len() > 200, "only {} examples", examples.len());
    for (place, name, value) in examples {
        let validator = validator(&name);
        assert!(
            validator.is_valid(&value),
            "the example {place} is not valid"
        );
        check(&name, &value, &validator).unwrap_or_else(|problem| panic!("{place}: {problem}"));
    }
}
