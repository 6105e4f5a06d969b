/**
 * What changes of AWS can name their resource, service by service. After the Service Authorization Reference
 * (read 2026-11): https://docs.aws.amazon.com/service-authorization/latest/reference/
 */
export interface Service {
  /** `except`: every change can name its resource, but these. `only`: these, and nothing else is judged. */
  readonly judge: 'except' | 'only';
  readonly actions: readonly string[];
  /** True for buckets, tables, queues, databases, keys and secrets: all their actions include deleting it. */
  readonly keepsData?: boolean;
}

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');
const except = (text = ''): Service => ({ judge: 'except', actions: words(text) });
const only = (text: string): Service => ({ judge: 'only', actions: words(text) });
const data = (service: Service): Service => ({ ...service, keepsData: true });

// Writing logs and metrics is left out on purpose: the provider's own policies give it on every resource, and
// it can neither read nor delete. So is publishing a text message, which names no topic.
/** The services that are known, by the prefix of their actions; actions in lower case. */
export const services: ReadonlyMap<string, Service> = new Map(
  Object.entries({
    s3: data(except('putaccountpublicaccessblock createjob putstoragelensconfiguration')),
    dynamodb: data(except('purchasereservedcapacityofferings')),
    dax: data(except()),
    sqs: data(except()),
    sns: except('publish unsubscribe setsmsattributes createplatformapplication optinphonenumber'),
    kinesis: data(except('deregisterstreamconsumer')),
    firehose: except(),
    kms: data(except('createkey generaterandom createcustomkeystore connectcustomkeystore')),
    secretsmanager: data(except('getrandompassword')),
    rds: data(
      only(`
      createdbinstance deletedbinstance modifydbinstance rebootdbinstance startdbinstance
      stopdbinstance createdbcluster deletedbcluster modifydbcluster startdbcluster stopdbcluster
      failoverdbcluster createdbsnapshot deletedbsnapshot deletedbclustersnapshot
      restoredbinstancefromdbsnapshot addtagstoresource removetagsfromresource
      modifydbsnapshotattribute
    `),
    ),
    'rds-db': except(),
    'rds-data': except(),
    redshift: data(except('purchasereservednodeoffering')),
    elasticache: data(except('purchasereservedcachenodesoffering')),
    memorydb: data(except()),
    es: except('createservicerole purchasereservedinstanceoffering'),
    cassandra: data(except()),
    'neptune-db': except(),
    'kafka-cluster': except(),
    elasticfilesystem: except('createfilesystem putaccountpreferences'),
    backup: except('updateglobalsettings updateregionsettings putbackupvaultlockconfiguration'),
    ssm: only(`
      putparameter deleteparameter deleteparameters getparameter getparameters getparametersbypath
      sendcommand startsession startautomationexecution
    `),
    iam: except(`
      createaccountalias deleteaccountalias updateaccountpasswordpolicy generatecredentialreport
      generateservicelastaccesseddetails deleteaccountpasswordpolicy
      setsecuritytokenservicepreferences
    `),
    sts: only('assumerole tagsession'),
    lambda: except('createeventsourcemapping createcodesigningconfig'),
    ecr: only(`
      putimage batchdeleteimage deleterepository setrepositorypolicy deletelifecyclepolicy
      initiatelayerupload completelayerupload uploadlayerpart putlifecyclepolicy
      deleterepositorypolicy
    `),
    ecs: only(`
      runtask starttask stoptask updateservice deleteservice createservice executecommand
      deletecluster
    `),
    ec2: only(`
      terminateinstances stopinstances startinstances rebootinstances runinstances deletevolume
      deletesnapshot modifyinstanceattribute authorizesecuritygroupingress
      authorizesecuritygroupegress revokesecuritygroupingress revokesecuritygroupegress
      deletesecuritygroup createroute replaceroute deleteroute associateiaminstanceprofile
      modifysnapshotattribute modifyimageattribute createtags deletetags attachvolume detachvolume
      deletevpc deletesubnet
    `),
    autoscaling: only(`
      setdesiredcapacity terminateinstanceinautoscalinggroup updateautoscalinggroup
      deleteautoscalinggroup setinstanceprotection putscalingpolicy
    `),
    elasticloadbalancing: only(`
      registertargets deregistertargets deleteloadbalancer deletelistener modifylistener modifyrule
      deleterule deletetargetgroup modifytargetgroup setsecuritygroups
    `),
    route53: only('changeresourcerecordsets deletehostedzone changetagsforresource'),
    logs: only(`
      deleteloggroup deletelogstream putretentionpolicy deleteretentionpolicy putsubscriptionfilter
      deletesubscriptionfilter putmetricfilter deletemetricfilter
    `),
    cloudwatch: only(`
      putmetricalarm deletealarms putdashboard deletedashboards disablealarmactions setalarmstate
    `),
    events: only('putevents putrule puttargets deleterule removetargets disablerule enablerule'),
    states: only(`
      startexecution stopexecution deletestatemachine updatestatemachine createstatemachine
    `),
    'cognito-idp': only(`
      admincreateuser admindeleteuser adminsetuserpassword adminupdateuserattributes admindisableuser
      adminaddusertogroup admininitiateauth deleteuserpool updateuserpool
    `),
    codebuild: only('startbuild stopbuild updateproject deleteproject createproject'),
    cloudfront: only('createinvalidation updatedistribution deletedistribution'),
    'execute-api': only('invoke manageconnections'),
    athena: only('startqueryexecution deleteworkgroup updateworkgroup'),
    ses: only('sendemail sendrawemail deleteidentity'),
    batch: only('submitjob terminatejob deletejobqueue'),
  }),
);

/**
 * Services whose changes name no resource, or that only agents of the provider use: all their actions are not
 * judged.
 */
export const withoutResources: ReadonlySet<string> = new Set(
  words(`
    xray ec2messages ssmmessages ce cur pricing support health trustedadvisor textract comprehend
    translate polly transcribe rekognition savingsplans cloudshell aws-portal tag resource-explorer-2
    resource-explorer servicequotas budgets billing application-autoscaling q mobileanalytics
    aws-marketplace compute-optimizer inspector2 guardduty securityhub macie2
  `),
);
