//! The operations beside Send Message.

use super::server::{Reply, Server};
use super::{PHONE, builder, client, run, types};
use whatsapp_cloud::File;

#[test]
fn ids_of_different_kinds_share_one_path() {
    let server = Server::new([Reply::json(200, r#"{"id":"1"}"#)]);
    let client = client(&server);
    run(client.get_media("1").send()).unwrap();
    run(client.get_phone_number("2").send()).unwrap();
    run(client.get_template("3").send()).unwrap();
    let received = server.received();
    let targets: Vec<&str> = received.iter().map(|one| one.target.as_str()).collect();
    assert_eq!(targets, ["/v25.0/1", "/v25.0/2", "/v25.0/3"]);
}

#[test]
fn an_upload_has_a_part_for_each_member() {
    let server = Server::new([Reply::json(200, r#"{"id":"1003383421387256"}"#)]);
    let file = File::new("cat.jpg", &b"cat"[..]).with_media_type("image/jpeg");
    let upload = types::MediaUpload::new(file).with_type("image/jpeg");
    let uploaded = run(client(&server).upload_media(PHONE, upload).send()).unwrap();
    assert_eq!(uploaded.id, "1003383421387256");
    let request = server.only_received();
    let body = String::from_utf8_lossy(&request.body).into_owned();
    for part in ["messaging_product", "file", "type"] {
        assert!(body.contains(&format!("name=\"{part}\"")), "{body}");
    }
}

#[test]
fn users_are_unblocked_by_a_delete_with_a_body() {
    let answer = r#"{"block_users":{"removed_users":[{"input":"16175550164"}]}}"#;
    let server = Server::new([Reply::json(200, answer)]);
    let user = types::UserToBlock::from_user("16175550164");
    let users = types::BlockUsersRequest::new([user]);
    run(client(&server).unblock_users(PHONE, users).send()).unwrap();
    let request = server.only_received();
    assert_eq!(request.method, "DELETE");
    assert!(!request.body.is_empty());
}

#[test]
fn templates_come_in_pages() {
    let first =
        r#"{"data":[{"id":"1"}],"paging":{"cursors":{"after":"a"},"next":"https://a.example"}}"#;
    let last = r#"{"data":[{"id":"2"}],"paging":{"cursors":{"after":"b"}}}"#;
    // The server does not read lists in queries.
    let server = Server::unchecked([Reply::json(200, first), Reply::json(200, last)]);
    let client = builder(&server).build().unwrap();
    let call = client.list_templates("3105").fields(["id", "name"]);
    let ids: Vec<String> = call.items_blocking().map(|one| one.unwrap().id).collect();
    assert_eq!(ids, ["1", "2"]);
    let received = server.received();
    assert_eq!(
        received[1].target,
        "/v25.0/3105/message_templates?fields=id,name&after=a"
    );
}
